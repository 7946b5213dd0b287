"""A session of pyarrow 11 with a store: every call of its API, checked where it can be checked from here.

Arguments: path of the socket; hexadecimal id of an object that the test has put, 1,000,000 bytes (7 i + 3) mod 256 with
metadata "from java". Prints the hexadecimal id of an object with 3,000,000 bytes (11 i + 5) mod 256 and metadata
"from python".
"""
import os
import sys
import threading

import numpy as np
import pyarrow as pa
import pyarrow.plasma as plasma

path, given = sys.argv[1], plasma.ObjectID(bytes.fromhex(sys.argv[2]))
one = plasma.connect(path)
two = plasma.connect(path)


def pattern(count, factor, summand):
    return ((np.arange(count, dtype="uint64") * factor + summand) % 256).astype("uint8")


def random_id():
    return plasma.ObjectID.from_random()


def fails(exception, call, *arguments):
    try:
        call(*arguments)
    except exception as expected:
        return str(expected)
    raise AssertionError("no %s" % exception.__name__)


assert one.store_capacity() == 100_000_000

# what the test wrote
[(metadata, data)] = two.get_buffers([given], with_meta=True)
assert metadata == b"from java", metadata
assert bytes(data) == pattern(1_000_000, 7, 3).tobytes()
assert two.list()[given]["ref_count"] == 1
del data
assert two.list()[given]["ref_count"] == 0

# create, seal, get_buffers
own = random_id()
buffer = one.create(own, 3_000_000, metadata=b"from python")
np.frombuffer(buffer, dtype="uint8")[:] = pattern(3_000_000, 11, 5)
assert one.list()[own]["state"] == "created"
assert not two.contains(own)
assert two.get_buffers([own], timeout_ms=0) == [None]
one.seal(own)
assert one.list()[own]["state"] == "sealed"
assert two.contains(own) is True
del buffer
[(metadata, data)] = two.get_buffers([own], with_meta=True)
assert metadata == b"from python"
assert bytes(data) == pattern(3_000_000, 11, 5).tobytes()
del data
assert one.hash(own) == two.hash(own)

# create_and_seal, put, get
small = random_id()
one.create_and_seal(small, b"data", b"metadata")
assert two.get_buffers([small], with_meta=True) == [(b"metadata", pa.py_buffer(b"data"))]
value = [1, "two", None, {"three": np.arange(10.0)}]
assert str(two.get(one.put(value))) == str(value)
for size in range(0, 1000, 37):
    each = random_id()
    one.create_and_seal(each, bytes(size), bytes(size))
    [(metadata, data)] = two.get_buffers([each], with_meta=True)
    assert (len(metadata), data.size) == (size, size)
assert two.get_buffers([random_id(), small, random_id()], timeout_ms=20)[1] is not None
assert two.get(random_id(), timeout_ms=1) is plasma.ObjectNotAvailable

# refusals
fails(plasma.PlasmaObjectExists, two.create, own, 10)
fails(plasma.PlasmaObjectExists, two.create_and_seal, own, b"x")
fails(plasma.PlasmaStoreFull, one.create, random_id(), 100_000_001)
fails(plasma.PlasmaObjectNotFound, one.seal, random_id())
fails(plasma.PlasmaObjectNotFound, one.hash, random_id())
fails(plasma.PlasmaStoreFull, two.set_client_options, "greedy", 70_000_001)

# a quota
three = plasma.connect(path)
three.set_client_options("modest", 1_000_000)
fails(plasma.PlasmaStoreFull, three.set_client_options, "again", 1)
fails(plasma.PlasmaStoreFull, three.create, random_id(), 1_000_001)
text = one.debug_string()
assert "allocation limit: 100000000" in text
assert "(global lru) capacity: 99000000" in text
assert "(modest) capacity: 1000000" in text
assert "greedy" not in text and "again" not in text
three.disconnect()

# a wait that another client ends
late = random_id()
threading.Timer(0.1, lambda: one.create_and_seal(late, b"late")).start()
assert bytes(two.get_buffers([late])[0]) == b"late"

# a batch of waits for objects that come one by one
many = [random_id() for _ in range(10)]


def make_all():
    maker = plasma.connect(path)
    for each in many:
        maker.create_and_seal(each, each.binary())
    maker.disconnect()


threading.Thread(target=make_all).start()
assert [bytes(data) for data in two.get_buffers(many)] == [each.binary() for each in many]

# subscription: what is there, what comes, what goes
three = plasma.connect(path)
three.subscribe()
known = {three.get_next_notification()[0] for _ in one.list()}
assert known == set(one.list())
ids = [random_id() for _ in range(1000)]
for index, each in enumerate(ids):
    one.create_and_seal(each, bytes(index), b"m")
for index, each in enumerate(ids):
    assert three.get_next_notification() == (each, index, 1)
one.delete(ids[:2])
assert three.get_next_notification() == (ids[0], -1, -1)
assert three.get_next_notification() == (ids[1], -1, -1)
assert not one.contains(ids[0])

# deletion of what is in use waits for its release
[data] = two.get_buffers([ids[2]])
one.delete([ids[2]])
assert one.contains(ids[2])
del data
assert not one.contains(ids[2])
assert three.get_next_notification() == (ids[2], -1, -1)

# eviction: exact sums, the oldest first, nothing that is held
assert one.evict(0) == 0
before = sum(entry["data_size"] + entry["metadata_size"] for entry in one.list().values())
held = two.get_buffers([ids[10]])
everything = one.evict(1 << 40)
assert everything == before - (10 + 1), (everything, before)
assert set(one.list()) == {ids[10]}
del held
assert one.evict(1) == 11
while three.get_next_notification()[0] != ids[10]:
    pass

# an object of exactly the capacity, twice
for _ in range(2):
    large = one.create(random_id(), 100_000_000)
    assert large.size == 100_000_000
    del large
    fails(plasma.PlasmaStoreFull, two.create, random_id(), 1)
    one.disconnect()
    one = plasma.connect(path)

# a client that leaves takes its unsealed objects along, not the sealed ones
unsealed, sealed = random_id(), random_id()
leaving = plasma.connect(path)
buffer = leaving.create(unsealed, 10)
leaving.create_and_seal(sealed, b"stays")
leaving.disconnect()
assert unsealed not in one.list()
assert bytes(one.get_buffers([sealed])[0]) == b"stays"
one.create_and_seal(unsealed, b"again")

# for the test to read
buffer = one.create(own, 3_000_000, metadata=b"from python")
np.frombuffer(buffer, dtype="uint8")[:] = pattern(3_000_000, 11, 5)
one.seal(own)
print(own.binary().hex())
