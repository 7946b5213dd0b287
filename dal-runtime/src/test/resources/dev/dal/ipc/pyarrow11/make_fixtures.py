"""Writes the fixtures beside this script. Made once with pyarrow 11.0.0 and numpy 1.26; run it again to remake them.

What the Java tests expect to find in the fixtures is repeated there; change both together.
"""

import datetime
import pathlib

import numpy as np
import pyarrow as pa

HERE = pathlib.Path(__file__).parent
MICRO = datetime.timedelta(microseconds=1)


def write(name, data):
    (HERE / name).write_bytes(data)


def tensor(name, array, dim_names=None):
    sink = pa.BufferOutputStream()
    pa.ipc.write_tensor(pa.Tensor.from_numpy(array, dim_names=dim_names), sink)
    write(name + ".tensor", sink.getvalue().to_pybytes())


def stream(name, schema, batches, **options):
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, schema, options=pa.ipc.IpcWriteOptions(**options)) as writer:
        for batch in batches:
            writer.write_batch(batch)
    write(name + ".stream", sink.getvalue().to_pybytes())


def tensors():
    # The vectors of dal-format.md section 7.
    tensor("int64_2x3", np.arange(6).reshape(2, 3), ["i", "j"])
    tensor("float64_scalar", np.array(3.5))
    tensor("int8_empty", np.zeros(0, np.int8))
    tensor("complex64_2x2", np.arange(8, dtype=np.float32).reshape(2, 2, 2), ["a", "b", "complex"])
    # Other layouts.
    tensor("int32_column_major", np.asfortranarray(np.arange(6, dtype=np.int32).reshape(2, 3)), ["i", "j"])
    tensor("int32_sliced", np.arange(24, dtype=np.int32).reshape(4, 6)[::2, ::2], ["i", "j"])
    tensor("float64_0x3", np.zeros((0, 3)), ["a", "b"])
    tensor("float32_column_major_3d", np.asfortranarray(np.arange(24, dtype=np.float32).reshape(2, 3, 4)))
    # Every element type: 1, 2 and the highest value or a fraction.
    for dtype in ("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"):
        tensor(dtype + "_3", np.array([1, 2, np.iinfo(dtype).max], dtype=dtype))
    for dtype in ("float16", "float32", "float64"):
        tensor(dtype + "_3", np.array([1, 2, -0.5], dtype=dtype))
    tensor("bool_3", np.array([True, False, True]))
    tensor("int16_rank8", np.arange(256, dtype=np.int16).reshape((2,) * 8))


FLAT = pa.schema(
    [
        pa.field("bool", pa.bool_()),
        pa.field("int8", pa.int8()),
        pa.field("int16", pa.int16()),
        pa.field("int32", pa.int32()),
        pa.field("int64", pa.int64(), nullable=False),
        pa.field("uint8", pa.uint8()),
        pa.field("uint16", pa.uint16()),
        pa.field("uint32", pa.uint32()),
        pa.field("uint64", pa.uint64()),
        pa.field("float16", pa.float16()),
        pa.field("float32", pa.float32()),
        pa.field("float64", pa.float64()),
        pa.field("utf8", pa.utf8()),
        pa.field("binary", pa.binary()),
        pa.field("id", pa.binary(20), nullable=False, metadata={"proc:par": "in"}),
        pa.field("date32", pa.date32()),
        pa.field("timestamp", pa.timestamp("us", "UTC")),
        pa.field("duration", pa.duration("ms")),
    ],
    metadata={"proc:func": "flat", "dal:to": "0123abcd"},
)


def flat_row(i):
    """Row i: values that depend on i; every third row is null where it may be."""
    null = i % 3 == 2
    maybe = lambda value: None if null else value
    return [
        maybe(i % 2 == 0),
        maybe(-i),
        maybe(-100 * i),
        maybe(-100000 * i),
        -(10**12) * i,
        maybe(255 - i),
        maybe(65535 - i),
        maybe(2**32 - 1 - i),
        maybe(2**64 - 1 - i),
        maybe(np.float16(i / 4)),
        maybe(i / 8),
        maybe(i / 3),
        maybe("zeile %d ä€" % i * (i % 4)),
        maybe(bytes(range(i))),
        bytes([i] * 20),
        maybe(datetime.date(1970, 1, 1) + datetime.timedelta(days=i)),
        maybe(datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc) + i * MICRO),
        maybe(datetime.timedelta(milliseconds=i)),
    ]


def flat_batch(first, count):
    rows = [flat_row(i) for i in range(first, first + count)]
    columns = [pa.array([row[c] for row in rows], FLAT.field(c).type) for c in range(len(FLAT))]
    return pa.record_batch(columns, schema=FLAT)


def streams():
    stream("flat", FLAT, [flat_batch(0, 10), flat_batch(10, 0), flat_batch(10, 3)])
    stream("no_batches", FLAT, [])
    numbers = pa.record_batch([pa.array(list(range(1000)))], ["n"])
    stream("compressed", numbers.schema, [numbers], compression="lz4")
    words = pa.record_batch([pa.array(["a", "b", "a"]).dictionary_encode()], ["words"])
    stream("dictionary", words.schema, [words])
    nested = pa.record_batch(
        [
            pa.array([1, 2]),
            pa.array([[1.5], [2.5, 3.5]]),
            pa.array([{"x": 1, "y": "a"}, {"x": 2, "y": "b"}]),
            pa.nulls(2),
            pa.array([[1, 2], [3, 4]], pa.list_(pa.int8(), 2)),
            pa.array([b"12", None], pa.large_binary()),
            pa.array(["first", "second"]),
        ],
        ["before", "list", "struct", "null", "pair", "large", "after"],
    )
    stream("nested", nested.schema, [nested])
    none = pa.schema([], metadata={"proc:func": "nothing"})
    stream("no_columns", none, [])
    stream("legacy", numbers.schema, [numbers], use_legacy_format=True)


def schemas():
    namespace = pa.schema([], metadata={"proc:namespace": "demo", "proc:pid": "42", "dal:version": "1"})
    data = namespace.serialize().to_pybytes() + FLAT.serialize().to_pybytes()
    write("declaration.schemas", data + b"\xff\xff\xff\xff\0\0\0\0" + b"ignored")


if __name__ == "__main__":
    tensors()
    streams()
    schemas()
