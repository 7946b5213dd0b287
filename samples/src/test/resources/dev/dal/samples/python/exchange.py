"""Serves Exchange to Java; with the argument "broken", Maths instead, and not as it should be; with "kinds", Kinds."""

import sys
from typing import Optional

import dal
import numpy as np
import pyarrow as pa

PLACE = [pa.field("name", pa.utf8(), False), pa.field("height", pa.float64(), False)]


class Exchange:
    @dal.function
    def parts(
        self, zs: dal.Tensor("complex64", "i", "j"), factor: float
    ) -> {"re": dal.Tensor("float32", "i", "j"), "im": dal.Tensor("float32", "i", "j")}:
        return {"re": (factor * zs.real).astype("float32"), "im": (factor * zs.imag).astype("float32")}

    @dal.function
    def describe(
        self,
        flag: bool,
        small: np.int8,
        medium: np.int16,
        number: np.int32,
        real: np.float32,
        label: str,
        bytes: bytes,
        when: pa.timestamp("ns", "UTC"),
        lasts: pa.duration("ns"),
        day: pa.date32(),
        id: pa.binary(20),
    ) -> {"text": dal.Tensor("int8", "n")}:
        values = flag, small, medium, number, real, label, bytes.hex(), when, lasts, day, id.hex()
        return {"text": np.frombuffer(" ".join(map(str, values)).encode("utf-8"), np.int8)}

    @dal.function
    def select(self, places: dal.Table(PLACE), minHeight: float) -> {"high": dal.Table(PLACE)}:
        return {"high": places.filter(pa.array(places.column("height").to_numpy() >= minHeight))}

    @dal.function
    def root(self, x: float) -> float:
        if x < 0:
            try:
                raise KeyError("no root")
            except KeyError as e:
                raise ValueError(f"x is {x}") from e
        return x**0.5

    @dal.function
    def note(self, message: str):
        print("noted " + message, flush=True)


class Broken:
    @dal.function
    def add(self, x: int, ys: dal.Tensor("int64", "i")) -> {"zs": dal.Tensor("int64", "i")}:
        return {"zs": {1: ys[1:], 2: None, 3: ys * 0.5}[x]}

    @dal.function
    def norm(self, xs: dal.Tensor("float64", "i")) -> float:
        return 0.0


def copy(element):
    def body(xs: dal.Tensor(element, "i", "j")) -> {"ys": dal.Tensor(element, "i", "j")}:
        assert xs.dtype == np.dtype(element) and xs.shape == (2, 2), xs
        return {"ys": xs}

    return dal.function(body, name=element + "s")


ELEMENTS = ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float16", "float32", "float64",
            "complex64", "complex128", "bool"]


@dal.function
def nulls(
    number: Optional[int],
    text: Optional[str],
    season: Optional[str],
    xs: dal.Nullable(dal.Tensor("float64", "i")),
    places: dal.Nullable(dal.Table(PLACE)),
) -> {"found": dal.Tensor("int8", "n"), "asked": dal.Nullable(dal.Tensor("int64"))}:
    letters = zip("ntsxp", [number, text, season, xs, places])
    found = "".join(letter for letter, value in letters if value is not None)
    return np.frombuffer(found.encode(), np.int8), np.int64(1)


SERVED = {"": [Exchange()], "broken": [Broken()], "kinds": [*map(copy, ELEMENTS), nulls]}
dal.serve(*SERVED["".join(sys.argv[1:])], name="exchange")
