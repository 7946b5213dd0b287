"""Elements of tensors, the same in both languages: element k in row-major order is sample k modulo their number.

Of complex numbers the parts are elements, innermost.
"""

import json
import os

import numpy as np

with open(os.path.join(os.path.dirname(__file__), "samples.json"), encoding="utf-8") as file:
    TEXTS = json.load(file)

TYPES = [*TEXTS, "complex64", "complex128"]
PARTS = {"complex64": "float32", "complex128": "float64"}


def stored_dtype(element_type):
    """What is stored: bool as uint8, complex numbers as their parts."""
    return np.dtype({"bool": "uint8", **PARTS}.get(element_type, element_type))


def count(element_type):
    """Number of samples."""
    return len(TEXTS[PARTS.get(element_type, element_type)])


def stored_elements(element_type, shape):
    """The elements as they are stored, row-major; complex ones with one more dimension."""
    texts = TEXTS[PARTS.get(element_type, element_type)]
    dtype = stored_dtype(element_type)
    parse = float if dtype.kind == "f" else int
    samples = np.array([parse(text) for text in texts], dtype=dtype)
    full_shape = (*shape, 2) if element_type in PARTS else tuple(shape)
    return np.resize(samples, int(np.prod(full_shape, dtype=np.int64))).reshape(full_shape)


def same(one, other):
    """Whether two arrays are equal, NaN equal to NaN and 0 different from -0."""
    if one.shape != other.shape or one.dtype != other.dtype:
        return False
    if one.dtype.kind != "f":
        return bool((one == other).all())
    equal = (one == other) & (np.signbit(one) == np.signbit(other))
    return bool((equal | (np.isnan(one) & np.isnan(other))).all())
