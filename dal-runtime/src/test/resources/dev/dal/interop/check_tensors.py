"""Checks tensors that Java has put: check_tensors.py <socket> <JSON list of {id, type, shape, names}>."""

import json
import sys

import numpy as np
import pyarrow as pa
import pyarrow.plasma as plasma

import samples


def problems_of(metadata, buffer, element_type, shape, names):
    if buffer is None:
        yield "there is no such object"
        return
    if metadata != b"":
        yield f"metadata are {metadata!r}, not empty"
    head = memoryview(buffer)[:8].tobytes()
    body_offset = 8 + int.from_bytes(head[4:], "little", signed=True)
    if head[:4] != b"\xff\xff\xff\xff" or body_offset % 64 != 0:
        yield f"it begins with {head.hex()}; expected ffffffff and a metadata length that puts the body at 64 n"
    if buffer.address % 64 != 0:
        yield f"it lies at {buffer.address:x}, not at a multiple of 64"
    tensor = pa.ipc.read_tensor(pa.BufferReader(buffer))
    expected = samples.stored_elements(element_type, shape)
    stored_names = names + ["complex"] if element_type in samples.PARTS else names
    if tensor.type != pa.from_numpy_dtype(expected.dtype):
        yield f"type is {tensor.type}, not {expected.dtype}"
        return
    if tuple(tensor.shape) != expected.shape:
        yield f"shape is {tensor.shape}, not {expected.shape}"
        return
    if tensor.dim_names != stored_names:
        yield f"names are {tensor.dim_names}, not {stored_names}"
    if expected.size > 0 and tuple(tensor.strides) != expected.strides:
        yield f"strides are {tensor.strides}, not {expected.strides}"
    if expected.size > 0 and not tensor.is_contiguous:
        yield "it is not contiguous"
    if buffer.size < body_offset + expected.nbytes:
        yield f"it has {buffer.size} bytes, less than header {body_offset} and elements {expected.nbytes}"
    if not samples.same(np.asarray(tensor.to_numpy()), expected):
        yield f"elements are {tensor.to_numpy().tolist()}, not {expected.tolist()}"


def main(socket, entries):
    client = plasma.connect(socket, num_retries=10)
    problems = []
    for entry in entries:
        found = client.get_buffers([plasma.ObjectID(bytes.fromhex(entry["id"]))], timeout_ms=0, with_meta=True)
        arguments = (entry["type"], entry["shape"], entry["names"])
        problems += [f"{arguments}: {problem}" for problem in problems_of(*found[0], *arguments)]
    if problems:
        sys.exit(f"{len(problems)} problems with {len(entries)} tensors:\n" + "\n".join(problems))
    print(f"checked {len(entries)}")


if __name__ == "__main__":
    main(sys.argv[1], json.loads(sys.argv[2]))
