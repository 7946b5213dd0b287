"""A text that says of a value what it is; the Java class ValueText makes the same of the same value."""

import datetime
import struct

import numpy as np
import pyarrow as pa


def text_of(value):
    if value is None:
        return "none"
    if isinstance(value, bool):
        return f"bool {str(value).lower()}"
    if isinstance(value, int):
        return f"int {value}"
    if isinstance(value, float):
        return "float " + struct.pack(">d", value).hex()
    if isinstance(value, str):
        return "str " + value.encode().hex()
    if isinstance(value, bytes):
        return "bytes " + value.hex()
    if isinstance(value, datetime.datetime):
        micros = (value - datetime.datetime(1970, 1, 1)) // datetime.timedelta(microseconds=1)
        return f"datetime {micros}"
    if isinstance(value, list):
        return "list [" + ", ".join(map(text_of, value)) + "]"
    if isinstance(value, tuple):
        return "tuple [" + ", ".join(map(text_of, value)) + "]"
    if isinstance(value, set):
        return "set [" + ", ".join(sorted(map(text_of, value))) + "]"
    if isinstance(value, dict):
        return "dict [" + ", ".join(f"{text_of(k)}: {text_of(v)}" for k, v in value.items()) + "]"
    if isinstance(value, pa.Tensor):
        return text_of(value.to_numpy())
    if isinstance(value, np.ndarray):
        elements = np.ascontiguousarray(value).tobytes().hex()
        return f"array {value.dtype} {list(value.shape)} {elements}"
    if isinstance(value, pa.Buffer):
        return "buffer " + value.to_pybytes().hex()
    return f"unexpected {type(value)} {value!r}"
