"""Checks that tables that Java wrote are valid and equal to others: check_tables.py <socket> <JSON list of
{wanted: id, found: [id, ...], most: rows per batch}>."""

import json
import sys

import pyarrow as pa
import pyarrow.plasma as plasma


def read(client, object_id):
    metadata, buffer = client.get_buffers([plasma.ObjectID(bytes.fromhex(object_id))], timeout_ms=0, with_meta=True)[0]
    assert buffer is not None, f"{object_id} is not there"
    assert metadata == b"", f"{object_id} has metadata {metadata!r}"
    with pa.ipc.open_stream(buffer) as reader:
        schema, batches = reader.schema, list(reader)
    table = pa.Table.from_batches(batches, schema)
    table.validate(full=True)
    for batch in batches:
        for column in batch.columns:
            addresses = [b.address for b in column.buffers() if b is not None and b.size > 0]
            yield_misaligned(object_id, addresses, buffer)
    return table, batches


misaligned = []


def yield_misaligned(object_id, addresses, buffer):
    inside = [a for a in addresses if buffer.address <= a < buffer.address + buffer.size]
    misaligned.extend((object_id, a) for a in inside if a % 64 != 0)


def main(socket, entries):
    client = plasma.connect(socket, num_retries=10)
    problems = []
    checked = 0
    for entry in entries:
        wanted, _ = read(client, entry["wanted"])
        misaligned.clear()  # pyarrow itself aligns to 8
        for found_id in entry["found"]:
            found, batches = read(client, found_id)
            checked += 1
            if not found.schema.equals(wanted.schema, check_metadata=entry.get("metadata", False)):
                problems.append(f"schema of {entry['seed']}: {found.schema} instead of {wanted.schema}")
            elif not found.equals(wanted):
                problems.append(f"cells of {entry['seed']}: {found.to_pydict()} instead of {wanted.to_pydict()}")
        problems += [f"buffer of {object_id} at {address:x}" for object_id, address in misaligned]
    if problems:
        sys.exit(f"{len(problems)} problems:\n" + "\n".join(problems[:20]))
    print(f"checked {checked}")


if __name__ == "__main__":
    main(sys.argv[1], json.loads(sys.argv[2]))
