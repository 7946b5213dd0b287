"""Reads with pyarrow what Java wrote: argument 1 is the directory of make_fixtures.py, argument 2 that of Java's files."""

import base64
import pathlib
import sys

import pyarrow as pa

sys.path.insert(0, sys.argv[1])
import make_fixtures

java = pathlib.Path(sys.argv[2])

# A stream of one batch with the rows of flat.stream.
data = pa.py_buffer((java / "flat.stream").read_bytes())
reader = pa.ipc.open_stream(data)
batches = list(reader)
assert reader.schema.equals(make_fixtures.FLAT, check_metadata=True), reader.schema
assert reader.schema.metadata == make_fixtures.FLAT.metadata, reader.schema.metadata
assert reader.schema.field("id").metadata == {b"proc:par": b"in"}, reader.schema.field("id").metadata
assert len(batches) == 1
batches[0].validate(full=True)
expected = make_fixtures.flat_batch(0, 13)
assert batches[0].equals(expected), batches[0].to_pylist()
for column in batches[0].columns:
    for buffer in column.buffers():
        assert buffer is None or (buffer.address - data.address) % 64 == 0, column.type

# The same without rows, and without columns.
table = pa.ipc.open_stream((java / "no_rows.stream").read_bytes()).read_all()
assert table.num_rows == 0 and table.schema.equals(make_fixtures.FLAT)
table = pa.ipc.open_stream((java / "no_columns.stream").read_bytes()).read_all()
assert table.num_columns == 0 and table.schema.metadata == {b"proc:func": b"nothing"}

# Schemas one after another, then the end.
stream = pa.BufferReader((java / "declaration.schemas").read_bytes())
assert pa.ipc.read_schema(stream).metadata == {b"proc:namespace": b"demo", b"proc:pid": b"42", b"dal:version": b"1"}
assert pa.ipc.read_schema(stream).equals(make_fixtures.FLAT, check_metadata=True)
assert stream.read() == b"\xff\xff\xff\xff\0\0\0\0"

schema = pa.ipc.read_schema(pa.py_buffer(base64.b64decode((java / "schema.base64").read_text())))
assert schema.equals(make_fixtures.FLAT, check_metadata=True)
print("all read")
