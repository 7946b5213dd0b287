"""A caller: scenarios of calls to a processor in Java that serves functions.py, one after another.

call.py <socket> <scenario,…> [<options as JSON: owned>]; what is not as expected ends the script with a text.
"""

import json
import os
import sys
import time
import traceback

import numpy as np
import pyarrow as pa
import pyarrow.plasma as plasma

import dal_format as fmt
import functions
from dal_peer import PATIENCE_SECONDS, Peer

YS = np.array([[1.0, -2.5, 4.0], [0.0, 1e300, -0.125]])


def require(condition, what):
    if not condition:
        sys.exit(what)


def require_equal(found, expected, what):
    if isinstance(expected, np.ndarray):
        same = np.array_equal(found, expected) and found.dtype == expected.dtype
        found, expected = found.tolist(), expected.tolist()
    else:
        same = found == expected
    require(same, f"{what}: found {found!r}, expected {expected!r}")


class Caller:
    """Calls to the processor of 'mix', from a namespace of its own."""

    def __init__(self, socket, **options):
        self.peer = Peer(socket, "python caller", **options)
        self.prefix, self.epoch, self.mix = self.peer.find_processor("mix")
        _, _, self.turn = self.peer.find_processor("turn")
        _, _, self.select = self.peer.find_processor("select")
        _, _, self.describe = self.peer.find_processor("describe")
        _, _, self.places = self.peer.find_processor("places")

    def call(self, schema, rows, call_id=None, to="", deadline=None):
        """Writes a call with output ids of its own, holds it, and returns rows and call id."""
        rows = [self.with_outputs(schema, row) for row in rows]
        call_id = call_id or self.peer.next_id(self.prefix)
        data = fmt.write_call(schema, rows, self.epoch if to == "" else to, deadline)
        self.peer.put(call_id, data)
        return rows, call_id

    def with_outputs(self, schema, row):
        outputs = {field.name: self.peer.next_id() for field in fmt.fields_with_role(schema, "out")}
        return {**outputs, **row}

    def mix_row(self, x=3, label="Größe ✓ 🚀", factor=0.5, negate=False, ys=YS, **others):
        row = {"x": x, "label": label, "factor": factor, "negate": negate, **others}
        row["ys"] = ys if isinstance(ys, bytes) else self.peer.put_tensor(ys, ["i", "k"])
        return row

    def require_mixed(self, row, zs, length=None):
        require_equal(self.peer.get_tensor(row["zs"], "float64", 2), zs, "zs")
        length = len(row["label"]) if length is None else length
        require_equal(self.peer.get_tensor(row["length"], "int64", 0), np.array(length), "length")

    def require_error(self, output, kind, *parts):
        """The output is an error object of a kind, whose message has these parts; returns its JSON."""
        try:
            found = self.peer.get_tensor(output, "float64", 2)
        except fmt.RemoteError as e:
            require_equal(e.error["kind"], kind, f"kind of {e.error}")
            for part in parts:
                require(part in e.error["message"], f"'{part}' is not in the message of {e.error}")
            return e.error
        sys.exit(f"expected an error {kind}, found {found.tolist()}")

    def require_refused(self, kind, *parts, schema=None, **options):
        """A call is answered with an error in all of its outputs."""
        schema = schema or self.mix
        row = options.pop("row", None) or self.mix_row()
        rows, _ = self.call(schema, [row], **options)
        errors = [self.require_error(output, kind, *parts) for output in fmt.output_ids(schema, rows[0])]
        require(errors, f"a call that was to be refused with {kind} has no outputs")

    def finish(self, call_id):
        """Lets a call go, as its caller does when it has all that it wants."""
        self.peer.let_go(call_id)
        self.peer.client.delete([plasma.ObjectID(call_id)])
        self.peer.wait_deleted(call_id)

    def references(self, wanted):
        return self.peer.client.list()[plasma.ObjectID(wanted)]["ref_count"]

    def require_references(self, wanted, count, what):
        deadline = time.monotonic() + PATIENCE_SECONDS
        while self.references(wanted) != count:
            left = deadline - time.monotonic()
            require(left > 0, f"{what}: {self.references(wanted)} references after a while, expected {count}")
            self.peer.notifications.poll(min(left, 0.05))


# Scenarios


def answered(caller):
    """A call, its answer, and who holds what until when."""
    rows, call_id = caller.call(caller.mix, [caller.mix_row()])
    caller.require_mixed(rows[0], 0.5 * YS + 3)
    metadata, buffer = caller.peer.wait(rows[0]["zs"])
    require_equal(metadata, b"", "metadata of zs")
    require_equal(pa.ipc.read_tensor(pa.BufferReader(buffer)).dim_names, ["i", "k"], "dimension names of zs")
    require_equal(caller.references(rows[0]["zs"]), 2, "holders of zs: processor and caller")
    require_equal(caller.references(call_id), 1, "holders of the call: the processor has copied it")
    caller.finish(call_id)
    caller.require_references(rows[0]["zs"], 1, "zs, once its call is deleted")


def polled(caller):
    """The same without notifications: Get with timeout 0, again and again."""
    rows, _ = caller.call(caller.mix, [caller.mix_row(negate=True, x=-(2**62))])
    deadline = time.monotonic() + PATIENCE_SECONDS
    while caller.peer.find(rows[0]["zs"]) is None:
        require(time.monotonic() < deadline, "no answer")
        time.sleep(0.005)
    caller.require_mixed(rows[0], -(0.5 * YS - 2.0**62))


def batch_and_chain(caller):
    """Rows of one object; and a call whose input is made by a call that is written after it."""
    first = caller.peer.next_id()
    chained, _ = caller.call(caller.mix, [caller.mix_row(x=0, factor=2.0, ys=first)])
    ys = caller.peer.put_tensor(YS)
    rows = [caller.mix_row(x=x, label="é" * x, factor=-1.0 * x, negate=x % 2 == 0, ys=ys) for x in range(100)]
    rows[7]["zs"] = first
    rows, call_id = caller.call(caller.mix, rows)
    for x, row in enumerate(rows):
        caller.require_mixed(row, (-1.0 if x % 2 == 0 else 1.0) * (-1.0 * x * YS + x), x)
    caller.require_mixed(chained[0], 2.0 * (-7.0 * YS + 7))
    caller.finish(call_id)


def layouts(caller):
    """Inputs as numpy leaves them."""
    inputs = {
        "column-major": np.asfortranarray(YS),
        "transposed": YS.T,
        "sliced": np.arange(48.0).reshape(6, 8)[::2, 1::3],
        "empty": np.zeros((2, 0)),
        "one element": np.full((1, 1), 7.0),
    }
    for what, ys in inputs.items():
        for names in (["i", "k"], [], ["other", "names"]):
            rows, _ = caller.call(caller.mix, [caller.mix_row(ys=caller.peer.put_tensor(ys, names))])
            found = caller.peer.get_tensor(rows[0]["zs"], "float64", 2)
            require_equal(found, np.array(0.5 * ys + 3, order="C"), f"zs of {what} ys named {names}")


def complex_numbers(caller):
    """Complex elements, a fixed length, and a tag."""
    vis = (np.arange(12).reshape(4, 3) * (1 - 0.5j)).astype(np.complex64)
    column_major = fmt.stored(vis)
    for message in (fmt.write_tensor(vis, ["row", "uvw=3"]), fmt.write_tensor(np.asfortranarray(column_major))):
        wanted = caller.peer.next_id()
        caller.peer.put(wanted, message)
        rows, _ = caller.call(caller.turn, [{"vis": wanted}])
        require_equal(caller.peer.get_tensor(rows[0]["turned"], "complex64", 2), vis * np.complex64(1j), "turned")
        tensor = pa.ipc.read_tensor(pa.BufferReader(caller.peer.wait(rows[0]["turned"])[1]))
        require_equal(tensor.dim_names, ["row", "uvw", "complex"], "dimension names of turned")
        require_equal(caller.peer.get_tensor(rows[0]["done"], "int8", 0), np.array(0, np.int8), "tag")
    wanted = caller.peer.put_tensor(np.zeros((4, 2), np.complex64), ["row", "uvw"])
    caller.require_refused("Incompatible", "uvw is fixed to 3 but is 2", schema=caller.turn, row={"vis": wanted})


def sizes_found_late(caller):
    """An output whose size was not known before: its object may be longer than its message."""
    for values in ([3, -1, 2, 0, 2**31 - 1], [], [-5] * 1000, [7] * 1000):
        values = np.array(values, np.int32)
        rows, _ = caller.call(caller.select, [{"values": caller.peer.put_tensor(values, ["n"])}])
        found = caller.peer.get_tensor(rows[0]["positive"], "int32", 1)
        require_equal(found, values[values > 0], f"what is positive in {values.tolist()}")
        _, buffer = caller.peer.wait(rows[0]["positive"])
        require_equal(pa.ipc.read_tensor(pa.BufferReader(buffer)).dim_names, ["m"], "dimension name")


def values(caller):
    """Every type of value that Java has; the processor tells what it has read."""
    rows = [
        {
            "flag": True, "tiny": -128, "small": -(2**15), "medium": -(2**31), "large": -(2**63), "single": -0.0,
            "double": float("nan"), "text": "", "bytes": b"", "at": -(2**63), "took": -(2**63), "day": -(2**31),
            "id": bytes(20),
        },
        {
            "flag": False, "tiny": 127, "small": 2**15 - 1, "medium": 2**31 - 1, "large": 2**63 - 1, "single": 1.5,
            "double": 5e-324, "text": "Größe\n\0✓ 🚀", "bytes": bytes(range(256)), "at": 2**63 - 1,
            "took": 2**63 - 1, "day": 2**31 - 1, "id": bytes(range(200, 220)),
        },
        {
            "flag": True, "tiny": 0, "small": 0, "medium": 0, "large": 0, "single": float("inf"),
            "double": float("-inf"), "text": "x" * 100_000, "bytes": b"\0", "at": 1_700_000_000_123_456_789,
            "took": -1, "day": -1, "id": b"\xff" * 20,
        },
    ]
    calls, _ = caller.call(caller.describe, rows)
    for row, call in zip(rows, calls):
        expected = functions.describe(**row)["description"].tobytes().decode()
        found = caller.peer.get_tensor(call["description"], "uint8", 1).tobytes().decode()
        require_equal(found, expected, "what Java has read")


def antennas(count, schema=functions.ANTENNA):
    """Antennas as a table whose columns are in another order, among others."""
    columns = {
        "more": [b"x"] * count,
        "tags": [["t"] * (i % 3) for i in range(count)],
        "height [m]": [i / 2 for i in range(count)],
        "name": [None if i % 4 == 3 else f"ä{i}" for i in range(count)],
        "id": range(count),
    }
    fields = [pa.field("more", pa.binary())] + [schema.field(name) for name in list(columns)[1:]]
    return pa.table([pa.array(columns[field.name], field.type) for field in fields], schema=pa.schema(fields))


def tables(caller):
    """Tables in several batches, without rows, of other types, and declared otherwise."""
    for count, least, most_rows in ((10, 2.0, 3), (10, 9.0, None), (0, 0.0, None), (2000, 0.0, 700)):
        table = antennas(count)
        wanted = caller.peer.next_id()
        caller.peer.put(wanted, fmt.write_table(table, most_rows))
        rows, _ = caller.call(caller.places, [{"antennas": wanted, "least": least}])
        metadata, buffer = caller.peer.wait(rows[0]["places"])
        require_equal(metadata, b"", f"metadata of the places: {buffer.to_pybytes()[:300]}")
        expected = functions.places(table.select(functions.ANTENNA.names), least)["places"]
        found = fmt.read_table(buffer, functions.PLACE)
        found.validate(full=True)
        require_equal(found.to_pylist(), expected.to_pylist(), f"places of {count} antennas")

    narrow = functions.ANTENNA.set(2, pa.field("height [m]", pa.float32(), False))
    wanted = caller.peer.next_id()
    caller.peer.put(wanted, fmt.write_table(antennas(3, narrow).drop(["name"])))
    row = {"antennas": wanted, "least": 0.0}
    missing = "Column 'name': found none among [more, tags, height [m], id]; expected one, of utf8."
    wrong = "Column 'height [m]': found float32; expected float64."
    caller.require_refused("Incompatible", "Input 'antennas'", missing, wrong, schema=caller.places, row=row)

    other = caller.places.set(0, fmt.table("antennas", "in", narrow))
    difference = "parameter 'antennas' of 'places', column 'height [m]': expected float32, found float64"
    caller.require_refused("Incompatible", difference, schema=other, row=row)


def failing(caller):
    """An exception, and who waits down the chain for what it did not make."""
    rows, _ = caller.call(caller.mix, [caller.mix_row(label="fail: of no use ✗")])
    chained, _ = caller.call(caller.mix, [caller.mix_row(ys=rows[0]["zs"])])
    for output in (rows[0]["zs"], rows[0]["length"]):
        error = caller.require_error(output, "Failed")
        metadata, _ = caller.peer.wait(output)
        require_equal(metadata, b"dal:error", "metadata of an error object")
        require_equal(error["message"], "of no use ✗", "message")
        require_equal(error["type"], "java.lang.IllegalArgumentException", "type")
        require_equal(error["function"], "mix", "function")
        require_equal(error["processor"], "Mix@" + caller.prefix.hex(), "processor")
        require(any("MixService.mix" in line for line in error["stack"]), f"stack {error['stack']}")
        require_equal(error["cause"]["message"], "below", "message of the cause")
        require_equal(error["cause"]["type"], "java.lang.IllegalStateException", "type of the cause")
        known = {"type", "kind", "message", "function", "processor", "stack", "cause", "suppressed"}
        require(set(error) <= known, f"keys {sorted(error)}")
    error = caller.require_error(chained[0]["zs"], "InputFailed")
    require_equal(error["cause"]["kind"], "Failed", "kind of the cause of the next failure")
    require_equal(error["cause"]["message"], "of no use ✗", "message of the cause of the next failure")


def refused(caller):
    """Calls that do not fit are answered, in every output."""
    x, *others = caller.mix
    renamed = caller.mix.with_metadata({"proc:func": "mixed"})
    caller.require_refused("UnknownFunction", "mixed", "mix", schema=renamed)
    narrow = pa.schema([pa.field("x", pa.int32(), False), *others], metadata=caller.mix.metadata)
    caller.require_refused("Incompatible", "'x'", "32", "64", schema=narrow)
    without = pa.schema(others, metadata=caller.mix.metadata)
    caller.require_refused("Incompatible", "'x'", schema=without)
    more = pa.schema([*caller.mix, fmt.value("y", pa.int64(), True)], metadata=caller.mix.metadata)
    caller.require_refused("Incompatible", "'y'", schema=more)
    caller.require_refused("Incompatible", "'label'", "null", row=caller.mix_row(label=None))
    caller.require_refused("ProcessorLost", "former owner", to="0badcafe")
    caller.require_refused("DeadlineExceeded", "deadline", deadline=f"{time.time_ns() - 1:020}")
    caller.require_refused("Incompatible", "deadline", deadline="soon")
    caller.require_refused("InputLost", row=caller.mix_row(ys=b"\xde\xad\xbe\xef" + os.urandom(16)))


def refused_inputs(caller):
    """Inputs that are not what is declared; the message names what was found."""
    ints = caller.peer.put_tensor(np.zeros((2, 2), np.int64), ["i", "k"])
    caller.require_refused("Incompatible", "'ys'", "float64", "int64", row=caller.mix_row(ys=ints))
    cube = caller.peer.put_tensor(np.zeros((2, 2, 2)), ["i", "j", "k"])
    caller.require_refused("Incompatible", "'ys'", "(2, 2, 2)", row=caller.mix_row(ys=cube))
    garbage = caller.peer.next_id()
    caller.peer.put(garbage, b"\xff\xff\xff\xff\x10\x27\x00\x00no tensor")
    caller.require_refused("Incompatible", "'ys'", row=caller.mix_row(ys=garbage))
    nothing = caller.peer.next_id()
    caller.peer.put(nothing, b"x")
    caller.require_refused("Incompatible", "'ys'", row=caller.mix_row(ys=nothing))
    foreign = caller.peer.next_id()
    caller.peer.put(foreign, fmt.write_tensor(YS), metadata=b"pickle:5")
    caller.require_refused("Incompatible", "pickle:5", foreign.hex(), row=caller.mix_row(ys=foreign))


def failed_inputs(caller):
    """Error objects as inputs: of the first found the cause is told."""
    wrong = caller.peer.next_id()
    error = fmt.make_error("Melted", "too hot", "smelt", "furnace@00000042", temperature=1811)
    caller.peer.put_error(wrong, error)
    rows, _ = caller.call(caller.mix, [caller.mix_row(ys=wrong)])
    for output in (rows[0]["zs"], rows[0]["length"]):
        found = caller.require_error(output, "InputFailed")
        require_equal({key: found["cause"].get(key) for key in error}, error, "cause: unknown keys and kinds are kept")


def other_forms(caller):
    """What readers must accept: random ids, other orders, unknown metadata, left out nullable fields."""
    random_id = caller.prefix + os.urandom(16)
    fields = [field for field in reversed(list(caller.mix)) if field.name != "bias"]
    fields = [field.with_metadata({**(field.metadata or {}), "unit": "m"}) for field in fields]
    schema = pa.schema(fields, metadata={**caller.mix.metadata, "author": "me", "dal:deadline": f"{2**63 - 1:020}"})
    outputs = {name: caller.peer.prefix + os.urandom(16) for name in ("zs", "length")}
    rows, _ = caller.call(schema, [caller.mix_row(**outputs)], call_id=random_id, to=None)
    caller.require_mixed(rows[0], 0.5 * YS + 3)
    rows, _ = caller.call(caller.mix, [caller.mix_row()], to=caller.epoch.upper())
    caller.require_mixed(rows[0], 0.5 * YS + 3)


def no_calls(caller):
    """Objects in the processor's namespace that are no calls disturb nobody."""
    stream = fmt.write_call(caller.mix, [caller.with_outputs(caller.mix, caller.mix_row())])
    no_function = caller.mix.with_metadata({"author": "me"})
    odd_element = fmt.function("mix", fmt.tensor("ys", "in", "float65", ["i", "k"]))
    odd_role = fmt.function("mix", pa.field("ys", fmt.OBJECT_ID_TYPE, False, {"proc:par": "inout"}))
    odd_dimensions = fmt.function("mix", fmt.tensor("ys", "in", "float64", ["i j"]))
    odd_table_metadata = {"proc:par": "in", "proc:table:schema": "?"}
    odd_table = fmt.function("mix", pa.field("t", fmt.OBJECT_ID_TYPE, False, odd_table_metadata))
    no_function_call = fmt.write_call(no_function, [caller.with_outputs(no_function, caller.mix_row())])
    bodies = {
        "nothing": b"",
        "a byte": b"\xff",
        "noise": os.urandom(1000),
        "a tensor": fmt.write_tensor(YS),
        "half a call": stream[: len(stream) // 2],
        "a call without its last byte": stream[:-9],
        "a stream without a function": no_function_call,
        "an unknown element type": fmt.write_call(odd_element, [{"ys": bytes(20)}]),
        "an unknown role": fmt.write_call(odd_role, [{"ys": bytes(20)}]),
        "odd dimensions": fmt.write_call(odd_dimensions, [{"ys": bytes(20)}]),
        "an odd table schema": fmt.write_call(odd_table, [{"t": bytes(20)}]),
    }
    for what, body in bodies.items():
        caller.peer.put(caller.peer.next_id(caller.prefix), body)
        rows, _ = caller.call(caller.mix, [caller.mix_row()])
        try:
            caller.require_mixed(rows[0], 0.5 * YS + 3)
        except SystemExit as e:
            sys.exit(f"after {what}: {e}")


def outputs_that_exist(caller):
    """An output that exists keeps its value; a call whose outputs all exist is not run."""
    row = caller.with_outputs(caller.mix, caller.mix_row())
    mine = np.full((1, 1), 42.0)
    caller.peer.put_tensor(mine, wanted=row["zs"])
    caller.call(caller.mix, [row])
    caller.require_mixed(row, mine)
    row = caller.with_outputs(caller.mix, caller.mix_row(label="fail: it ran"))
    caller.peer.put_tensor(mine, wanted=row["zs"])
    caller.peer.put_tensor(np.int64(1), wanted=row["length"])
    caller.call(caller.mix, [row])
    rows, _ = caller.call(caller.mix, [caller.mix_row()])
    caller.require_mixed(rows[0], 0.5 * YS + 3)
    caller.require_mixed(row, mine, 1)


def leaving(caller):
    """Ends without giving anything up; prints the output that the processor holds."""
    rows, _ = caller.call(caller.mix, [caller.mix_row()])
    caller.require_mixed(rows[0], 0.5 * YS + 3)
    caller.require_references(rows[0]["zs"], 1, "zs, held by the processor alone")
    print(rows[0]["zs"].hex(), flush=True)
    os._exit(0)


SCENARIOS = {
    each.__name__: each
    for each in (
        answered, polled, batch_and_chain, layouts, complex_numbers, sizes_found_late, values, tables, failing,
        refused, refused_inputs, failed_inputs, other_forms, no_calls, outputs_that_exist, leaving,
    )
}


def main(socket, scenarios, **options):
    caller = Caller(socket, **options)
    for scenario in scenarios:
        try:
            SCENARIOS[scenario](caller)
        except fmt.RemoteError as e:
            traceback.print_exc()
            error = json.dumps(e.error, indent=1, ensure_ascii=False)
            sys.exit(f"{scenario}: an unexpected error object: {error}")
        except SystemExit as e:
            sys.exit(f"{scenario}: {e}")
    caller.peer.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2].split(","), **json.loads(sys.argv[3] if len(sys.argv) > 3 else "{}"))
