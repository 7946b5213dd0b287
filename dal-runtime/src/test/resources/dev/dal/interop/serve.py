"""A processor: answers calls of functions.py until its standard input ends, or until it is told to leave.

serve.py <socket> <options as JSON: name, owned, requested (prefix in hex), mute (answers nothing)>
Tells what it does by lines on standard output.
"""

import json
import os
import select
import sys
import traceback

import numpy as np

import dal_format as fmt
import functions
from dal_peer import Peer


class Processor:
    def __init__(self, socket, name="python", owned=False, requested="", mute=False):
        self.peer = Peer(socket, name, functions.ALL, owned, bytes.fromhex(requested))
        self.mute = mute
        self.pending = []  # (call id, schema, row), in order of arrival
        self.written = {}  # call id: outputs to hold until the call object is deleted

    def run(self):
        print(f"serving at {self.peer.prefix.hex()}", flush=True)
        while True:
            readable, _, _ = select.select([self.peer.notifications, sys.stdin], [], [])
            if sys.stdin in readable:
                if sys.stdin.readline().strip() == "leave":
                    os._exit(0)  # answers nothing, gives nothing up
                break
            for found, sealed in self.peer.notifications.poll(0):
                self.notified(found, sealed)
            if not self.mute:
                self.pending = [each for each in self.pending if not self.attempt(*each)]
        self.peer.close()

    def notified(self, found, sealed):
        if found[:4] != self.peer.prefix or found == fmt.declaration_id(found[:4]):
            return
        if sealed:
            self.take(found)
        elif found in self.written:
            for output in self.written.pop(found):
                self.peer.let_go(output)
            self.pending = [each for each in self.pending if each[0] != found]
            print(f"let go of {found.hex()}", flush=True)

    def take(self, call_id):
        found = self.peer.find(call_id)
        if found is None:
            return
        data = found[1].to_pybytes()
        del found  # a held object's deletion is deferred and nobody would learn of it
        try:
            schema, rows = fmt.read_call(data)
        except fmt.FormatError as e:
            print(f"ignored {call_id.hex()}: {e}", flush=True)
            return
        self.written[call_id] = []
        self.pending += [(call_id, schema, row) for row in rows]
        print(f"took {call_id.hex()} {fmt.function_name(schema)} {len(rows)}", flush=True)

    def attempt(self, call_id, schema, row):
        """Runs a row whose inputs are there; whether it is done."""
        name = fmt.function_name(schema)
        outputs = fmt.output_ids(schema, row)
        problem = self.refusal(schema, name)
        if problem is not None:
            self.fail(call_id, outputs, problem)
            return True
        inputs = {}
        for field in fmt.fields_with_role(schema, "in"):
            found = self.peer.find(row[field.name])
            if found is None:
                return False
            if found[0] == fmt.ERROR_METADATA:
                cause = json.loads(found[1].to_pybytes())
                self.fail(call_id, outputs, self.error("InputFailed", "an input is an error", name, cause=cause))
                return True
            try:
                inputs[field.name] = self.read(field, found[1])
            except fmt.FormatError as e:
                self.fail(call_id, outputs, self.error("Incompatible", f"{field.name}: {e}", name))
                return True
        self.answer(call_id, schema, row, inputs)
        return True

    def read(self, field, buffer):
        """An input: a table, or the elements of a tensor."""
        schema = fmt.table_schema(field)
        if schema is not None:
            return fmt.read_table(buffer, schema)
        element_type = fmt.text(field.metadata, "proc:tensor:elem")
        rank = len(json.loads(fmt.text(field.metadata, "proc:tensor:dims")))
        return fmt.read_tensor(buffer, element_type, rank)

    def refusal(self, schema, name):
        to = fmt.text(schema.metadata, "dal:to")
        if to is not None and to != self.peer.epoch.hex():
            return self.error("ProcessorLost", f"the call is meant for {to}", name)
        if name not in functions.BODIES:
            return self.error("UnknownFunction", f"there is no '{name}' here", name)
        return None

    def answer(self, call_id, schema, row, inputs):
        name = fmt.function_name(schema)
        plain = [field for field in schema if fmt.text(field.metadata, "proc:par") in (None, "oid")]
        values = {field.name: row[field.name] for field in plain}
        try:
            results = functions.BODIES[name](**values, **inputs)
        except ValueError as e:
            stack = [line.strip() for line in traceback.format_tb(e.__traceback__)]
            error = self.error("Failed", str(e), name, type=type(e).__name__, stack=stack)
            self.fail(call_id, fmt.output_ids(schema, row), error)
            return
        for field in fmt.fields_with_role(schema, "out"):
            if row[field.name] is not None and fmt.table_schema(field) is not None:
                self.peer.put(row[field.name], fmt.write_table(results[field.name], most_rows=2))
                self.written[call_id].append(row[field.name])
            elif row[field.name] is not None:
                dimensions = json.loads(fmt.text(field.metadata, "proc:tensor:dims"))
                result = np.asarray(results[field.name])
                names = dimensions if len(dimensions) == result.ndim else []
                self.peer.put_tensor(result, names, wanted=row[field.name])
                self.written[call_id].append(row[field.name])

    def error(self, kind, message, name, **others):
        return fmt.make_error(kind, message, name, self.peer.label, **others)

    def fail(self, call_id, outputs, error):
        for output in outputs:
            self.peer.put_error(output, error)
            self.written[call_id].append(output)


if __name__ == "__main__":
    Processor(sys.argv[1], **json.loads(sys.argv[2])).run()
