"""Reads with pyarrow the tensors that Java wrote: argument 1 is the directory of the fixtures, argument 2 that of Java's
files, which have the same names."""

import pathlib
import struct
import sys

import numpy as np
import pyarrow as pa

fixtures = pathlib.Path(sys.argv[1])
java = pathlib.Path(sys.argv[2])
count = 0
for file in sorted(fixtures.glob("*.tensor")):
    ours = (java / file.name).read_bytes()
    theirs = file.read_bytes()
    mine = pa.ipc.read_tensor(pa.BufferReader(ours))
    expected = pa.ipc.read_tensor(pa.BufferReader(theirs))
    assert mine.type == expected.type, file
    assert mine.shape == expected.shape, file
    assert np.array_equal(mine.to_numpy(), expected.to_numpy()), (file, mine.to_numpy())
    if mine.size:
        assert mine.is_contiguous and mine.to_numpy().flags.c_contiguous, file
    named = expected.ndim and expected.dim_names[0]
    if named:
        assert mine.dim_names == expected.dim_names, (file, mine.dim_names)
        # Same metadata length as well: the body begins where pyarrow puts it.
        assert struct.unpack("<i", ours[4:8]) == struct.unpack("<i", theirs[4:8]), file
    metadata_length = struct.unpack("<i", ours[4:8])[0]
    assert (metadata_length + 8) % 64 == 0, file
    count += 1
print(count, "tensors read")
