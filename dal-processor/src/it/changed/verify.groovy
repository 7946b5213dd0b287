def log = new File(basedir, 'build.log').text
assert log.contains('Vectors.java:[13,22] [DalIncompatibleChange]')
assert log.contains("parameter 'factor' of 'scale': expected float64, found float32")
