"""The functions that Java and Python declare alike in these tests, and what they do."""

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
ALL = [MIX, TURN]


def mix(x, label, factor, negate, bias, ys):
    """zs = ±(factor * ys + x + bias); length = code points of the label. A label 'fail: …' fails."""
    if label.startswith("fail: "):
        raise ValueError(label[len("fail: ") :])
    zs = factor * ys + x + (bias or 0)
    return {"zs": -zs if negate else zs, "length": np.int64(len(label))}


def turn(vis):
    """A quarter of a turn: i * vis. The tag is written as other peers may: as int8 of shape [0]."""
    return {"turned": (vis * 1j).astype(np.complex64), "done": np.zeros(0, np.int8)}


BODIES = {"mix": mix, "turn": turn}
