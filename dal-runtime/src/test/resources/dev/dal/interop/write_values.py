"""Puts values of every kind and prints of each "<id> <text>": write_values.py <socket>."""

import datetime
import sys

import numpy as np
import pyarrow as pa
import pyarrow.plasma as plasma

from value_text import text_of

NUMBERS = ["bool", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64",
           "float16", "float32", "float64", "complex64", "complex128"]

VALUES = [
    None, True, False, 0, -1, 2**63 - 1, -2**63, 2**63, -2**100, 1.5, -0.0, float("inf"), float("nan"),
    "", "h\u00e9llo \U0001f600 \0", b"", bytes(range(256)), b"x" * 3_000_000,
    datetime.datetime(2020, 1, 2, 3, 4, 5, 6), datetime.datetime(1901, 1, 1, microsecond=999_999),
    [], [None, None], [1, 2.5, "x", b"y", None, [True]], [[], [[]], [[1], []]],
    (), (1, "a", (2,)), set(), {1, 2, 3}, {},
    {"a": 1, "b": [2, {"c": None}], 3: (4, b"5"), None: 1.0, (1, 2): {"x": {7}}},
    [True] * 19, list(range(1000)), ["s" * i for i in range(50)],
    np.array(3), np.zeros((2, 0, 3)), np.arange(24.0).reshape(2, 3, 4), np.arange(6).reshape(2, 3).T,
    np.arange(20)[3::4], np.arange(1_000_000), [np.arange(3), {"k": np.ones(2, "float32")}, np.arange(3)],
    pa.Tensor.from_numpy(np.arange(6).reshape(3, 2)), [pa.py_buffer(b"zzz"), pa.py_buffer(b""), np.arange(2)],
    [np.array([1, 0, 1], "bool"), np.array([[1 + 2j, 3], [4j, -1]]), np.array(True)],
] + [np.array([[1, 2, 0], [3, 1, 1]], number) for number in NUMBERS]


def main():
    client = plasma.connect(sys.argv[1])
    for value in VALUES:
        print(client.put(value).binary().hex(), text_of(value))


main()
