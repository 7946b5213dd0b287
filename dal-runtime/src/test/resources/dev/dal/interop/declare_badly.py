"""Declarations that are malformed or strange, held until the standard input ends: declare_badly.py <socket>.

Prints '<prefix> <what is strange>' for each, then 'declared'. The prefixes of those that cannot be read begin with
0bad, the others with 0dd0.
"""

import sys

import pyarrow as pa
import pyarrow.plasma as plasma

import dal_format as fmt
import functions

GOOD = {"proc:namespace": "odd", "proc:pid": "1", "proc:argv": "[]", "dal:version": "1", "dal:epoch": "00c0ffee"}


def declaration(functions_declared=(), without=(), **changes):
    metadata = {**GOOD, **{key.replace("_", ":"): found for key, found in changes.items()}}
    return fmt.write_declaration({k: v for k, v in metadata.items() if k not in without}, functions_declared)


def object_parameter(arrow_type=fmt.OBJECT_ID_TYPE, **metadata):
    """A declaration whose function 'mix' has one parameter that refers to an object, with odd metadata."""
    metadata = {"proc:par": "in", **{key.replace("_", ":"): found for key, found in metadata.items()}}
    return declaration([fmt.function("mix", pa.field("ys", arrow_type, False, metadata))])


def deep_type(depth):
    found = pa.int8()
    for _ in range(depth):
        found = pa.list_(found)
    return found


UNREADABLE = {
    "no bytes": b"",
    "seven bytes": fmt.EOS[:7],
    "noise": bytes(range(7, 256)),
    "EOS alone": fmt.EOS,
    "no EOS": declaration()[:-8],
    "half a declaration": declaration([functions.MIX])[:-300],
    "a tensor": fmt.write_tensor([1.0]),
    "version 2": declaration(dal_version="2"),
    "no name": declaration(without=["proc:namespace"]),
    "one function twice": declaration([functions.MIX, functions.MIX]),
    "a function without a name": declaration([pa.schema([fmt.value("x", pa.int64())])]),
    "a process id that is none": declaration(proc_pid="me"),
    "arguments that are no JSON": declaration(proc_argv="python -c 1"),
    "an epoch that is none": declaration(dal_epoch="tomorrow"),
    "a dictionary": declaration([fmt.function("f", fmt.value("x", pa.dictionary(pa.int8(), pa.utf8())))]),
    "a type nested 200 deep": declaration([fmt.function("f", fmt.value("x", deep_type(200)))]),
    "a length of 2 GiB": b"\xff\xff\xff\xff\xff\xff\xff\x7f" + bytes(100),
    "a negative length": b"\xff\xff\xff\xff\xff\xff\xff\xff" + bytes(100),
}

STRANGE = {
    "more bytes after EOS": declaration([functions.MIX.with_metadata({"proc:func": "other"})]) + b"\x07" * 1000,
    "no version, epoch, process or arguments": declaration(without=list(GOOD)[1:]),
    "unknown keys": declaration(author="me"),
    "an unknown element type": declaration([fmt.function("mix", fmt.tensor("ys", "in", "float65", ["i", "k"]))]),
    "an unknown role": object_parameter(proc_par="inout"),
    "dimensions that are no JSON": object_parameter(proc_tensor_elem="float64", proc_tensor_dims="i,k"),
    "dimensions that are no array": object_parameter(proc_tensor_elem="float64", proc_tensor_dims='{"i": 1}'),
    "no dimensions": object_parameter(proc_tensor_elem="float64"),
    "a dimension with a wrong name": object_parameter(proc_tensor_elem="float64", proc_tensor_dims='["complex"]'),
    "a table schema that is none": object_parameter(proc_table_schema="!"),
    "a table schema of other bytes": object_parameter(proc_table_schema="AAAA"),
    "an object of another type": object_parameter(arrow_type=pa.utf8()),
    "types of no parameter": declaration([fmt.function(
        "f", fmt.value("a", pa.decimal128(10, 2)), fmt.value("b", pa.struct([("c", pa.list_(pa.int8()))])),
        fmt.value("d", pa.map_(pa.utf8(), pa.int8())), fmt.value("e", pa.month_day_nano_interval()))]),
}


def main(socket):
    client = plasma.connect(socket, num_retries=10)
    held = []
    for first, bodies in (("0bad", UNREADABLE), ("0dd0", STRANGE)):
        for number, (what, body) in enumerate(bodies.items()):
            prefix = bytes.fromhex(first) + number.to_bytes(2, "big")
            wanted = plasma.ObjectID(fmt.declaration_id(prefix))
            buffer = client.create(wanted, len(body))
            if body:
                pa.FixedSizeBufferWriter(buffer).write(body)
            client.seal(wanted)
            held.append(buffer)
            print(f"{prefix.hex()} {what}", flush=True)
    print("declared", flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main(sys.argv[1])
