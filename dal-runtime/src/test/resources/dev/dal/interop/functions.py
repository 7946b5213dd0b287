"""The functions that Java and Python declare alike in these tests, and what they do."""

import struct

import numpy as np
import pyarrow as pa

import dal_format as fmt

MIX = fmt.function(
    "mix",
    fmt.value("x", pa.int64()),
    fmt.value("label", pa.utf8()),
    fmt.value("factor", pa.float64()),
    fmt.value("negate", pa.bool_()),
    fmt.value("bias", pa.float64(), nullable=True),
    fmt.tensor("ys", "in", "float64", ["i", "k"]),
    fmt.tensor("zs", "out", "float64", ["i", "k"]),
    fmt.tensor("length", "out", "int64", []),
)
TURN = fmt.function(
    "turn",
    fmt.tensor("vis", "in", "complex64", ["row", "uvw=3"]),
    fmt.tensor("turned", "out", "complex64", ["row", "uvw=3"]),
    fmt.tensor("done", "out", "int8", []),
)
SELECT = fmt.function(
    "select",
    fmt.tensor("values", "in", "int32", ["n"]),
    fmt.tensor("positive", "out", "int32", ["m"]),
)
DESCRIBE = fmt.function(
    "describe",
    fmt.value("flag", pa.bool_()),
    fmt.value("tiny", pa.int8()),
    fmt.value("small", pa.int16()),
    fmt.value("medium", pa.int32()),
    fmt.value("large", pa.int64()),
    fmt.value("single", pa.float32()),
    fmt.value("double", pa.float64()),
    fmt.value("text", pa.utf8()),
    fmt.value("bytes", pa.binary()),
    fmt.value("at", pa.timestamp("ns", "UTC")),
    fmt.value("took", pa.duration("ns")),
    fmt.value("day", pa.date32()),
    pa.field("id", fmt.OBJECT_ID_TYPE, False, {"proc:par": "oid"}),
    fmt.tensor("description", "out", "uint8", ["n"]),
)
ANTENNA = pa.schema(
    [
        pa.field("id", pa.int32(), False),
        pa.field("name", pa.utf8()),
        pa.field("height [m]", pa.float64(), False),
        pa.field("tags", pa.list_(pa.utf8()), False),
    ]
)
PLACE = pa.schema([pa.field("id", pa.int32(), False), pa.field("label", pa.utf8()), pa.field("tags", pa.int64(), False)])
PLACES = fmt.function(
    "places",
    fmt.table("antennas", "in", ANTENNA),
    fmt.value("least", pa.float64()),
    fmt.table("places", "out", PLACE),
)
ALL = [MIX, TURN, SELECT, DESCRIBE, PLACES]


def mix(x, label, factor, negate, bias, ys):
    """zs = ±(factor * ys + x + bias); length = code points of the label. A label 'fail: …' fails."""
    if label.startswith("fail: "):
        raise ValueError(label[len("fail: ") :])
    zs = factor * ys + x + (bias or 0)
    return {"zs": -zs if negate else zs, "length": np.int64(len(label))}


def turn(vis):
    """A quarter of a turn: i * vis. The tag is written as other peers may: as int8 of shape [0]."""
    return {"turned": (vis * 1j).astype(np.complex64), "done": np.zeros(0, np.int8)}


def select(values):
    """The values above 0; how many they are turns out in the end."""
    return {"positive": values[values > 0]}


def describe(flag, tiny, small, medium, large, single, double, text, bytes, at, took, day, id):
    """Every value as text, in UTF-8; floating point numbers as the hexadecimal digits of their bits."""
    single, double = struct.pack(">f", single).hex(), struct.pack(">d", double).hex()
    integers = f"{str(flag).lower()} {tiny} {small} {medium} {large}"
    words = f"{integers} {single} {double} {bytes.hex()} {at} {took} {day} {id.hex()} {text}"
    return {"description": np.frombuffer(words.encode("utf-8"), np.uint8)}


def places(antennas, least):
    """A place for each antenna that is at least so high; its label is null where the antenna has no name."""
    rows = [row for row in antennas.to_pylist() if row["height [m]"] >= least]
    labels = [None if row["name"] is None else f"{row['name']}: {row['height [m]']:.1f}" for row in rows]
    columns = {"id": [row["id"] for row in rows], "label": labels, "tags": [len(row["tags"]) for row in rows]}
    return {"places": pa.table(columns, schema=PLACE)}


BODIES = {"mix": mix, "turn": turn, "select": select, "describe": describe, "places": places}
