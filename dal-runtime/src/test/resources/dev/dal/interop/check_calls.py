"""Checks declarations and call objects that Java wrote, against dal-format.md sections 1 to 3.

check_calls.py <socket> <JSON: pid, processor and caller {prefix, name}, calls in the order in which they were made
{function, deadline_seconds or null, rows}>. Of a row only the given columns are compared.
"""

import json
import math
import os
import sys
import time

import pyarrow as pa
import pyarrow.plasma as plasma

import dal_format as fmt
import functions


def require(condition, text):
    if not condition:
        sys.exit(text)


def require_equal(found, expected, what):
    require(found == expected, f"{what} is {found!r}, expected {expected!r}")


class Checks:
    def __init__(self, socket, expected):
        self.client = plasma.connect(socket, num_retries=10)
        self.listed = {found.binary(): info for found, info in self.client.list().items()}
        self.expected = expected
        self.processor = bytes.fromhex(expected["processor"]["prefix"])
        self.caller = bytes.fromhex(expected["caller"]["prefix"])
        self.epochs = {}
        self.seen_ids = set()

    def get(self, wanted):
        metadata, buffer = self.client.get_buffers([plasma.ObjectID(wanted)], timeout_ms=0, with_meta=True)[0]
        require(buffer is not None, f"there is no object {wanted.hex()}")
        require_equal(metadata, b"", f"metadata of {wanted.hex()}")
        require_equal(buffer.size, self.listed[wanted]["data_size"], f"size of {wanted.hex()}")
        require(self.listed[wanted]["ref_count"] >= 1, f"nobody holds {wanted.hex()}")
        return buffer

    # Declarations

    def declaration(self, prefix, name, expected_functions):
        metadata, schemas, rest = fmt.read_declaration(self.get(fmt.declaration_id(prefix)))
        keys = ["dal:epoch", "dal:owned", "dal:version", "proc:argv", "proc:namespace", "proc:pid"]
        require_equal(sorted(metadata), keys, f"keys of the declaration of {name}")
        require_equal(metadata["proc:namespace"], name, "proc:namespace")
        require_equal(metadata["proc:pid"], str(self.expected["pid"]), "proc:pid")
        require_equal(metadata["dal:version"], "1", "dal:version")
        require_equal(metadata["dal:owned"], "1", "dal:owned")
        epoch = metadata["dal:epoch"]
        require(len(epoch) == 8 and set(epoch) <= set("0123456789abcdef"), f"dal:epoch is {epoch!r}")
        self.check_argv(json.loads(metadata["proc:argv"]))
        require_equal(rest, b"", f"what follows EOS in the declaration of {name}")
        names = [fmt.function_name(schema) for schema in schemas]
        require_equal(names, [fmt.function_name(each) for each in expected_functions], f"functions of {name}")
        for schema, function in zip(schemas, expected_functions):
            self.check_schema(schema, function)
            require_equal(schema.metadata, function.metadata, "metadata of a declared function")
        self.epochs[prefix] = bytes.fromhex(epoch)

    def check_argv(self, argv):
        require(argv and all(isinstance(word, str) for word in argv), f"proc:argv is {argv!r}")
        program = os.readlink(f"/proc/{self.expected['pid']}/exe")
        require_equal(os.path.realpath(argv[0]), program, "the program of proc:argv")
        with open(f"/proc/{self.expected['pid']}/cmdline", "rb") as file:
            words = file.read().decode().split("\0")[1:-1]
        require_equal(argv[1:], words, "the arguments of proc:argv")

    def check_schema(self, schema, expected):
        name = fmt.function_name(expected)
        require_equal(schema.names, expected.names, f"order of the parameters of {name}")
        for field, wanted in zip(schema, expected):
            what = f"of parameter {field.name} of {name}"
            require_equal(field.type, wanted.type, f"type {what}")
            require_equal(field.nullable, wanted.nullable, f"nullability {what}")
            require_equal(sorted(field.metadata or {}), sorted(wanted.metadata or {}), f"metadata keys {what}")
            for key in ("proc:par", "proc:tensor:elem"):
                require_equal(fmt.text(field.metadata, key), fmt.text(wanted.metadata, key), f"{key} {what}")
            dimensions = fmt.text(wanted.metadata, "proc:tensor:dims")
            if dimensions is not None:
                found = json.loads(fmt.text(field.metadata, "proc:tensor:dims"))
                require_equal(found, json.loads(dimensions), f"proc:tensor:dims {what}")

    # Calls

    def call_ids(self):
        """The calls in the order of their counters; what the processor itself made is none."""
        found = [each for each in self.listed if each[:4] == self.processor and each[4:] != fmt.DECLARATION_SUFFIX]
        calls = [each for each in found if each[4:8] != self.processor]
        for each in calls:
            self.check_made_by_caller(each, self.processor, "call")
        return sorted(calls)

    def check_made_by_caller(self, found, prefix, what):
        expected = prefix + self.caller + self.epochs[self.caller]
        require_equal(found[:12].hex(), expected.hex(), f"prefix, origin and epoch of {what} {found.hex()}")
        require(int.from_bytes(found[12:], "big") >= 1, f"counter of {what} {found.hex()} does not begin at 1")
        require(found[12:] not in self.seen_ids, f"counter of {what} {found.hex()} is used twice")
        self.seen_ids.add(found[12:])

    def call(self, call_id, expected):
        buffer = self.get(call_id)
        schema = self.check_messages(buffer)
        function = next(each for each in functions.ALL if fmt.function_name(each) == expected["function"])
        self.check_schema(schema, function)
        keys = ["dal:to", "proc:func"] + (["dal:deadline"] if expected["deadline_seconds"] else [])
        require_equal(sorted(key.decode() for key in schema.metadata), sorted(keys), "keys of a call")
        require_equal(fmt.function_name(schema), expected["function"], "proc:func of a call")
        require_equal(fmt.text(schema.metadata, "dal:to"), self.epochs[self.processor].hex(), "dal:to")
        self.check_deadline(fmt.text(schema.metadata, "dal:deadline"), expected["deadline_seconds"])
        _, rows = fmt.read_call(buffer)
        require_equal(len(rows), len(expected["rows"]), "number of rows")
        for row, wanted in zip(rows, expected["rows"]):
            self.check_row(schema, row, wanted)

    def check_messages(self, buffer):
        """A schema, one batch, EOS and nothing else."""
        reader = pa.BufferReader(buffer)
        types = [pa.ipc.read_message(reader).type for _ in range(2)]
        require_equal(types, ["schema", "record batch"], "messages of a call")
        require_equal(reader.read(), fmt.EOS, "what follows the batch")
        return pa.ipc.open_stream(buffer).schema

    def check_deadline(self, found, seconds):
        if seconds is None:
            require_equal(found, None, "dal:deadline")
            return
        require(len(found) == 20 and found.isdigit() and found.isascii(), f"dal:deadline is {found!r}")
        left = int(found) / 1e9 - time.time()
        require(seconds - 60 < left <= seconds, f"dal:deadline {found} is {left} s from now, expected {seconds}")

    def check_row(self, schema, row, wanted):
        for field in schema:
            found = row[field.name]
            if fmt.text(field.metadata, "proc:par") == "out":
                self.check_made_by_caller(found, self.caller, f"output {field.name}")
            elif fmt.text(field.metadata, "proc:par") == "in":
                require_equal(found[:12], self.caller * 2 + self.epochs[self.caller], f"maker of input {field.name}")
                tensor = pa.ipc.read_tensor(pa.BufferReader(self.get(found)))
                names = [name.split("=")[0] for name in json.loads(fmt.text(field.metadata, "proc:tensor:dims"))]
                if fmt.text(field.metadata, "proc:tensor:elem").startswith("complex"):
                    names.append("complex")
                require_equal(tensor.dim_names, names, f"dimension names of input {field.name}")
            if field.name in wanted:
                expected = wanted[field.name]
                found = found.hex() if isinstance(found, bytes) else found
                require_equal(found, expected, f"column {field.name}")
                require_equal(type(found), type(expected), f"type of column {field.name}")
                if isinstance(found, float):
                    require_equal(math.copysign(1, found), math.copysign(1, expected), f"sign of {field.name}")

    def run(self):
        self.declaration(self.processor, self.expected["processor"]["name"], functions.ALL)
        self.declaration(self.caller, self.expected["caller"]["name"], [])
        require(len(set(self.epochs.values())) == 2, "two namespaces have the same epoch")
        calls = self.call_ids()
        require_equal(len(calls), len(self.expected["calls"]), "number of calls")
        for call_id, expected in zip(calls, self.expected["calls"]):
            self.call(call_id, expected)
        print(f"checked {len(self.epochs)} declarations, {len(calls)} calls")


if __name__ == "__main__":
    Checks(sys.argv[1], json.loads(sys.argv[2])).run()
