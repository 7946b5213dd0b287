"""Random tables of every column type, and what their cells are as text that both languages can write.

Null is null; lists are arrays, structs are objects; integers are decimal; floats are the bits of a float64 in
hexadecimal; binary is hexadecimal; dates are days, times and durations nanoseconds.
"""

import random
import struct

import numpy as np
import pyarrow as pa

NANOS = {"s": 1_000_000_000, "ms": 1_000_000, "us": 1_000, "ns": 1}
DAY_MILLIS = 86_400_000
TEXTS = ["", "a", "ä€𝄞", "\ufffd", "a longer text than others"]


def flat_types():
    yield pa.bool_()
    for bits in (8, 16, 32, 64):
        yield getattr(pa, f"int{bits}")()
        yield getattr(pa, f"uint{bits}")()
    yield from (pa.float16(), pa.float32(), pa.float64(), pa.utf8(), pa.binary(), pa.binary(3), pa.binary(20))
    yield from (pa.date32(), pa.date64(), pa.null())
    for unit in NANOS:
        yield pa.timestamp(unit, "UTC")
        yield pa.timestamp(unit)
        yield pa.duration(unit)
    yield pa.timestamp("us", "Europe/Berlin")


FLAT = list(flat_types())


def any_type(rng, depth):
    kind = rng.randrange(8) if depth > 0 else 0
    if kind < 5:
        return rng.choice(FLAT)
    if kind < 7:
        return pa.list_(any_type(rng, depth - 1))
    return pa.struct([pa.field(f"m{i}", any_type(rng, depth - 1)) for i in range(rng.randint(1, 3))])


def value(rng, data_type, nulls):
    """What pa.array takes for a cell of the type."""
    if pa.types.is_null(data_type) or rng.random() < nulls:
        return None
    if pa.types.is_boolean(data_type):
        return rng.random() < 0.5
    if pa.types.is_integer(data_type):
        low, high = bounds(data_type)
        return rng.choice([low, high, 0, rng.randint(low, high)])
    if pa.types.is_floating(data_type):
        number = rng.choice([0.0, 1.5, -2.25, float("inf"), rng.randint(-2000, 2000) / 8])
        return np.float16(number) if pa.types.is_float16(data_type) else number
    if pa.types.is_string(data_type):
        return rng.choice(TEXTS)
    if pa.types.is_fixed_size_binary(data_type):
        return rng.randbytes(data_type.byte_width)
    if pa.types.is_binary(data_type):
        return rng.randbytes(rng.randrange(5))
    if pa.types.is_list(data_type):
        return [value(rng, data_type.value_type, nulls) for _ in range(rng.randrange(4))]
    if pa.types.is_struct(data_type):
        return {field.name: value(rng, field.type, nulls) for field in data_type}
    return number_of_time(rng, data_type)


def bounds(data_type):
    bits = data_type.bit_width
    return (-(1 << (bits - 1)), (1 << (bits - 1)) - 1) if pa.types.is_signed_integer(data_type) else (0, (1 << bits) - 1)


def number_of_time(rng, data_type):
    if pa.types.is_date(data_type):
        return rng.randint(-100_000, 100_000) * (DAY_MILLIS if pa.types.is_date64(data_type) else 1)
    seconds = rng.randint(-9_000_000_000, 9_000_000_000)
    per_second = 1_000_000_000 // NANOS[data_type.unit]
    return seconds * per_second + rng.randrange(per_second)


def random_table(seed):
    """A table of up to 5 columns in up to 4 batches, some of them empty."""
    rng = random.Random(seed)
    fields = []
    for i in range(rng.randint(1, 5)):
        data_type = any_type(rng, 3)
        fields.append(pa.field(f"c{i}", data_type, pa.types.is_null(data_type) or rng.random() < 0.8))
    schema = pa.schema(fields, metadata={"seed": str(seed)})
    batches = []
    for _ in range(rng.randrange(5)):
        rows = rng.choice([0, 1, 7, 8, 9, 70])
        batches.append(pa.record_batch([column(rng, field, rows) for field in fields], schema=schema))
    return schema, batches


def column(rng, field, rows):
    nulls = rng.choice([0, 0.3, 1])
    cells = [value(rng, field.type, nulls) for _ in range(rows)]
    if not field.nullable:
        cells = [value(rng, field.type, 0) if cell is None else cell for cell in cells]
    return pa.array(cells, field.type)


def stream(schema, batches, **options):
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, schema, options=pa.ipc.IpcWriteOptions(**options)) as writer:
        for batch in batches:
            writer.write_batch(batch)
    return sink.getvalue().to_pybytes()


def text(scalar):
    """A cell as both languages write it."""
    data_type = scalar.type
    if pa.types.is_null(data_type) or not scalar.is_valid:
        return None
    if pa.types.is_list(data_type):
        return [text(cell) for cell in scalar.values]
    if pa.types.is_struct(data_type):
        return {field.name: text(scalar[field.name]) for field in data_type}
    if pa.types.is_boolean(data_type) or pa.types.is_string(data_type):
        return scalar.as_py()
    if pa.types.is_floating(data_type):
        return struct.pack(">d", float(scalar.as_py())).hex()
    if pa.types.is_binary(data_type) or pa.types.is_fixed_size_binary(data_type):
        return scalar.as_py().hex()
    if pa.types.is_date(data_type):
        return str(scalar.value // DAY_MILLIS if pa.types.is_date64(data_type) else scalar.value)
    if pa.types.is_temporal(data_type):
        return str(scalar.value * NANOS[data_type.unit])
    return str(scalar.as_py())
