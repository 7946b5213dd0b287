"""Writes tensors of every kind that pyarrow and numpy allow, and some that only the format allows.

write_tensors.py <socket> <prefix in hex>; prints a JSON object per tensor: id, layout, type, shape, strides (bytes, as
pyarrow reads them back), names (likewise). The elements are those of samples.py.
"""

import json
import os
import struct
import sys

import numpy as np
import pyarrow as pa
import pyarrow.plasma as plasma

import samples

SHAPES = [(), (5,), (2, 3), (2, 3, 4), (1, 2, 1, 3, 1, 2, 1, 2), (0,), (2, 0, 3)]
LETTERS = "ijklmnop"


def layouts(element_type):
    """(name of the layout, array as it lies, names or none)"""
    for shape in SHAPES:
        elements = samples.stored_elements(element_type, shape)
        yield "row-major", elements, True
        yield "without names", elements, False
        yield "column-major", np.asfortranarray(elements) if elements.ndim else elements, True
    matrix = samples.stored_elements(element_type, (4, 3))
    yield "every second row and third column", spread(matrix, np.s_[::2, ::3], (8, 9)), True
    yield "a window", spread(matrix, np.s_[2:6, 1:4], (8, 9)), True
    column = samples.stored_elements(element_type, (4, 1))
    yield "a column", spread(column, np.s_[:, 1:2], (4, 5)), True
    row = samples.stored_elements(element_type, (samples.count(element_type),))
    yield "one row shown again and again", np.broadcast_to(row, (4, *row.shape)), True


def spread(elements, place, shape):
    """The elements as a part of a larger array."""
    larger = np.full(shape + elements.shape[2:], 77, elements.dtype)
    larger[place] = elements
    return larger[place]


def message(array, names):
    sink = pa.BufferOutputStream()
    pa.ipc.write_tensor(pa.Tensor.from_numpy(array, dim_names=names), sink)
    return sink.getvalue().to_pybytes()


def names_for(array, element_type):
    if element_type in samples.PARTS:
        return list(LETTERS[: array.ndim - 1]) + ["complex"]
    return list(LETTERS[: array.ndim])


def sliced_message(element_type):
    """Elements [::2, ::3] of a matrix as strides only: pyarrow reads such messages but never writes them."""
    elements = samples.stored_elements(element_type, (3, 2))
    larger = np.full((5, 7) + elements.shape[2:], 77, elements.dtype)
    view = larger[::2, ::3][:, :2]
    view[...] = elements
    whole = message(larger, names_for(larger, element_type))
    end = 8 + int.from_bytes(whole[4:8], "little")
    head = whole[:end]
    strides = struct.Struct(f"<{larger.ndim}q")
    head = replace_once(head, strides.pack(*larger.strides), strides.pack(*view.strides))
    for length, shorter in ((5, 3), (7, 2)):
        head = replace_once(head, struct.pack("<q", length), struct.pack("<q", shorter))
    patched = head + whole[end:]
    again = pa.ipc.read_tensor(pa.BufferReader(patched))
    assert tuple(again.strides) == view.strides, (again.strides, view.strides)
    assert samples.same(np.asarray(again.to_numpy()), elements), again.to_numpy()
    return patched


def replace_once(whole, old, new):
    places = [at for at in range(0, len(whole), 8) if whole[at : at + len(old)] == old]
    assert len(places) == 1, f"{old.hex()} is found at {places}"
    return whole[: places[0]] + new + whole[places[0] + len(old) :]


def messages(element_type):
    for layout, array, named in layouts(element_type):
        yield layout, message(array, names_for(array, element_type) if named else None)
    yield "a slice by strides", sliced_message(element_type)
    elements = samples.stored_elements(element_type, (2, 3))
    yield "followed by bytes of no meaning", message(elements, names_for(elements, element_type)) + b"\xee" * 100


def main(socket, prefix):
    client = plasma.connect(socket, num_retries=10)
    for element_type in samples.TYPES:
        for layout, data in messages(element_type):
            wanted = plasma.ObjectID(prefix + os.urandom(16))
            buffer = client.create(wanted, len(data))
            pa.FixedSizeBufferWriter(buffer).write(data)
            client.seal(wanted)
            tensor = pa.ipc.read_tensor(pa.BufferReader(data))
            rank = len(tensor.shape) - (element_type in samples.PARTS)
            entry = {
                "id": wanted.binary().hex(),
                "layout": layout,
                "type": element_type,
                "shape": list(tensor.shape[:rank]),
                "strides": list(tensor.strides[:rank]),
                "names": tensor.dim_names,
            }
            print(json.dumps(entry))


if __name__ == "__main__":
    main(sys.argv[1], bytes.fromhex(sys.argv[2]))
