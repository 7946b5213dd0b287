"""Puts a table into a store: tables.py <socket> <id of the object, in hex>"""

import sys

import pyarrow as pa
import pyarrow.plasma as plasma

columns = {
    "id": pa.array([1, 2], pa.int32()),
    "name": ["C1", "C2"],
    "x": [0.0, 3.0],
    "y": [0.0, 4.0],
    "height [m]": [12.5, 9.0],
}
table = pa.table(columns)
sink = pa.BufferOutputStream()
with pa.ipc.new_stream(sink, table.schema) as writer:
    writer.write_table(table)

data = sink.getvalue()
client = plasma.connect(sys.argv[1], num_retries=10)
wanted = plasma.ObjectID(bytes.fromhex(sys.argv[2]))
pa.FixedSizeBufferWriter(client.create(wanted, len(data))).write(data)
client.seal(wanted)
