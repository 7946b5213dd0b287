def log = new File(basedir, 'build.log').readLines()
assert log.containsAll(['102', '5.0'])
def generated = new File(basedir, 'target/generated-sources/annotations/demo/MathsProcessor.java').text
assert generated == new File(basedir, 'expected/demo/MathsProcessor.java').text
