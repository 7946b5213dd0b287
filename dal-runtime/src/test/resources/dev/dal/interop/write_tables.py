"""Writes tables for Java to read: write_tables.py <socket> <prefix> <first seed> <number>, or ... special.

Prints one line of JSON per table: its id and the text of its cells, row by row; or its id and a name.
"""

import json
import os
import sys

import pyarrow as pa
import pyarrow.plasma as plasma

import tables


def put(client, prefix, data):
    wanted = plasma.ObjectID(prefix + os.urandom(16))
    buffer = client.create(wanted, len(data))
    pa.FixedSizeBufferWriter(buffer).write(data)
    client.seal(wanted)
    return wanted.binary().hex()


def special():
    """(name, stream) of tables that are legal but unusual, or not to be read."""
    ids = pa.array([1, 2, 3], pa.int64())
    names = pa.array(["a", None, "c"])
    extra = pa.array([{"x": [1]}, None, {"x": []}])
    plain = pa.record_batch([names, extra, ids], ["name", "extra", "id"])
    yield "extra columns", tables.stream(plain.schema, [plain])
    yield "a slice", tables.stream(plain.schema, [plain.slice(1, 1), plain.slice(2, 0), plain.slice(0, 3)])
    others = pa.record_batch(
        [
            ids,
            names,
            pa.array([1, 2, 3], pa.decimal128(5, 1)),
            pa.array(["x", "y", None], pa.large_utf8()),
            pa.array([[1, 2], None, [3, 4]], pa.list_(pa.int8(), 2)),
        ],
        ["id", "name", "decimal", "large", "pair"],
    )
    yield "columns of other types", tables.stream(others.schema, [others])
    dense = pa.UnionArray.from_dense(
        pa.array([1, 0, 1], pa.int8()), pa.array([1, 0, 0], pa.int32()), [pa.array([None], pa.int64()), pa.array(["x", "y"])]
    )
    sparse = pa.UnionArray.from_sparse(pa.array([0, 1, 0], pa.int8()), [ids, names])
    unions = pa.record_batch([ids, names, dense, sparse], ["id", "name", "dense", "sparse"])
    yield "unions", tables.stream(unions.schema, [unions])
    yield "compressed", tables.stream(plain.schema, [plain], compression="lz4")
    words = pa.record_batch([ids, names.dictionary_encode()], ["id", "name"])
    yield "a dictionary", tables.stream(words.schema, [words])
    yield "a missing column", tables.stream(*of(ids, "id"))
    narrow = pa.record_batch([ids.cast(pa.int32()), names], ["id", "name"])
    yield "a narrow column", tables.stream(narrow.schema, [narrow])
    holes = pa.record_batch([pa.array([1, None, 3]), names], ["id", "name"])
    yield "a null", tables.stream(holes.schema, [holes])
    yield "followed by other bytes", tables.stream(plain.schema, [plain]) + b"\xee" * 100


def of(column, name):
    batch = pa.record_batch([column], [name])
    return batch.schema, [batch]


def main(socket, prefix, *arguments):
    client = plasma.connect(socket, num_retries=10)
    if arguments == ("special",):
        for name, data in special():
            print(json.dumps({"id": put(client, prefix, data), "name": name}))
        return
    first, count = (int(argument) for argument in arguments)
    for seed in range(first, first + count):
        schema, batches = tables.random_table(seed)
        rows = [[tables.text(batch[c][r]) for c in range(len(schema))] for batch in batches for r in range(len(batch))]
        entry = {"id": put(client, prefix, tables.stream(schema, batches)), "seed": seed, "rows": rows}
        print(json.dumps(entry))


if __name__ == "__main__":
    main(sys.argv[1], bytes.fromhex(sys.argv[2]), *sys.argv[3:])
