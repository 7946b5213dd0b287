assert new File(basedir, 'target/classes/user/VectorsCaller.class').isFile()
assert new File(basedir, 'target/classes/META-INF/dal/user.Vectors.json').isFile()
