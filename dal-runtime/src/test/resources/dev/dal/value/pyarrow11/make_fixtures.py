"""Makes the fixtures of this directory with pyarrow 11: make_fixtures.py <directory>.

What PlasmaClient.put(value) stores is what pyarrow.serialize(value) makes.
"""

import sys

import numpy as np
import pyarrow as pa

VALUES = {
    "nested": [1, 2.5, "x", b"y", None, [True], (2**70, {"k": {3}})],
    "arrays": {"a": np.arange(6, dtype="int16").reshape(2, 3), "b": [pa.py_buffer(b"zz")], "c": np.array([True, False])},
}

for name, value in VALUES.items():
    with open(f"{sys.argv[1]}/{name}.bin", "wb") as file:
        file.write(pa.serialize(value).to_buffer().to_pybytes())
