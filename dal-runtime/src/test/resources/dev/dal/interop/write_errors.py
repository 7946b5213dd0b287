"""Objects whose Plasma metadata are not empty.

write_errors.py <socket> <prefix in hex>; prints '<name> <id>' for each.
"""

import os
import sys

import pyarrow as pa
import pyarrow.plasma as plasma

import dal_format as fmt


def error(message, **others):
    return fmt.make_error("Failed", message, "smelt", "furnace@00000042", **others)


def nested(depth):
    found = error("at the bottom")
    for level in range(depth):
        found = error(f"level {level}", cause=found)
    return found


FULL = error(
    "schief gegangen ✗\nin two lines",
    type="ValueError",
    stack=["smelt.py:12 in smelt", "smelt.py:99 in main", "third", "fourth"],
    cause={**error("ore is missing", type="KeyError"), "cause": error("nobody has dug")},
    suppressed=[error("the lid", type="OSError"), fmt.make_error("Cancelled", "the fire", "", "")],
)
TENSOR = fmt.write_tensor([1.0, 2.0])
JSON_ERRORS = {
    "full": FULL,
    "unknown": fmt.make_error("Melted", "too hot", "smelt", "furnace@00000042", temperature=1811, where={"x": [1]}),
    "lost": fmt.make_error("ProcessorLost", "gone with the wind", "smelt", "furnace@00000042"),
    "long": error("x" * 1_000_000),
    "deep": nested(300),
    "odd": {"kind": 5, "message": None, "stack": "here", "cause": "because", "suppressed": {}, "function": ["f"]},
}
OTHERS = {
    "array": (b"[]", fmt.ERROR_METADATA),
    "text": (b"it failed", fmt.ERROR_METADATA),
    "half": (fmt.write_error(FULL)[:100], fmt.ERROR_METADATA),
    "nothing": (b"", fmt.ERROR_METADATA),
    "tensor": (TENSOR, fmt.ERROR_METADATA),
    "pickle": (TENSOR, b"pickle:5"),
    "similar": (fmt.write_error(FULL), b"dal:error "),
    "binary": (TENSOR, b"\xff\x00\xfe"),
    "endless": (TENSOR, b"m" * 100_000),
}


def main(socket, prefix):
    client = plasma.connect(socket, num_retries=10)
    bodies = {name: (fmt.write_error(found), fmt.ERROR_METADATA) for name, found in JSON_ERRORS.items()}
    for name, (data, metadata) in {**bodies, **OTHERS}.items():
        wanted = plasma.ObjectID(prefix + os.urandom(16))
        buffer = client.create(wanted, len(data), metadata)
        if data:
            pa.FixedSizeBufferWriter(buffer).write(data)
        client.seal(wanted)
        print(f"{name} {wanted.binary().hex()}")


if __name__ == "__main__":
    main(sys.argv[1], bytes.fromhex(sys.argv[2]))
