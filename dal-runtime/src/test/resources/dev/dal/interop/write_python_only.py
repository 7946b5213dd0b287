"""Puts what only Python can read and prints the ids: write_python_only.py <socket>."""

import collections
import sys

import numpy as np
import pyarrow as pa
import pyarrow.plasma as plasma


def main():
    client = plasma.connect(sys.argv[1])
    sparse = pa.SparseCOOTensor.from_dense_numpy(np.eye(3))
    for value in [collections.OrderedDict(a=1), int, np.array(["ab"]), pa.array([1]), [sparse], np.array([None])]:
        print(client.put(value).binary().hex())


main()
