"""A peer of the DAL: a connection to a store with a namespace of its own, with pyarrow 11 alone.

Waits by notifications and asks Get with timeout 0 only, as dal-format.md section 3 wants it of clients of the original
store. What is put is held until it is let go, so that it is neither evicted nor deleted.
"""

import json
import os
import select
import struct
import sys
import time

import pyarrow as pa
import pyarrow.plasma as plasma

import dal_format as fmt

PATIENCE_SECONDS = 10


class Notifications:
    """What a store tells a subscriber: (id, sealed or deleted)."""

    def __init__(self, client):
        client.subscribe()
        self._client = client
        self._socket = client.get_notification_socket()
        self._bytes = b""

    def fileno(self):
        return self._socket.fileno()

    def poll(self, seconds):
        """Waits for at least one notification; an empty list when the time is up."""
        readable, _, _ = select.select([self._socket], [], [], seconds)
        if not readable:
            return []
        received = self._socket.recv(1 << 16)
        if not received:
            raise OSError("the store has closed the notification socket")
        self._bytes += received
        events = []
        while len(self._bytes) >= 8:
            (length,) = struct.unpack_from("<q", self._bytes)
            if len(self._bytes) < 8 + length:
                break
            events += self._decode(self._bytes[8 : 8 + length])
            self._bytes = self._bytes[8 + length :]
        return events

    def _decode(self, message):
        ids, data_sizes, _ = self._client.decode_notifications(message)
        return [(found.binary(), size >= 0) for found, size in zip(ids, data_sizes)]


class Peer:
    """A connection with a namespace."""

    def __init__(self, socket, name, functions=(), owned=False, requested=b""):
        self.socket = socket
        self.name = name
        self.functions = list(functions)
        self.epoch = os.urandom(4)
        self.client = plasma.connect(socket, num_retries=10)
        self.notifications = Notifications(self.client)
        self.held = {}
        self._counter = 0
        self.prefix = self._reserve(owned, requested)

    @property
    def label(self):
        return f"{self.name}@{self.prefix.hex()}"

    # The namespace

    def _reserve(self, owned, requested):
        metadata = {
            "proc:namespace": self.name,
            "proc:pid": str(os.getpid()),
            "proc:argv": json.dumps(sys.argv),
            "dal:version": "1",
            "dal:epoch": self.epoch.hex(),
        }
        if owned:
            metadata["dal:owned"] = "1"
        data = fmt.write_declaration(metadata, self.functions)
        first = int.from_bytes(requested.ljust(4, b"\0"), "big")
        for attempt in range(1000):
            prefix = (first + attempt).to_bytes(4, "big")
            if self._declare(prefix, data, owned):
                return prefix
        raise SystemExit("no free namespace after 1000 attempts")

    def _declare(self, prefix, data, owned):
        wanted = plasma.ObjectID(fmt.declaration_id(prefix))
        existing = self.client.list().get(wanted)
        if existing is not None:
            if existing["state"] == "created" or existing["ref_count"] >= 1:
                return False
            self.client.delete([wanted])
        try:
            buffer = self.client.create(wanted, len(data))
        except plasma.PlasmaObjectExists:
            return False
        if owned:
            self._defer_deletion(wanted)
        leftovers = [found for found in self.client.list() if found.binary()[:4] == prefix and found != wanted]
        self.client.delete(leftovers)
        self._write(wanted, buffer, data)
        return True

    def _defer_deletion(self, wanted):
        """Delete of an object in use goes over another connection: a client keeps its own back."""
        other = plasma.connect(self.socket, num_retries=10)
        other.delete([wanted])
        other.disconnect()

    def next_id(self, prefix=None):
        """An id in a namespace (default: the own), made by this one."""
        self._counter += 1
        return fmt.make_id(prefix or self.prefix, self.prefix, self.epoch, self._counter)

    def close(self):
        """Deletes every object with the prefix, the declaration last."""
        own = fmt.declaration_id(self.prefix)
        mine = [found for found in self.client.list() if found.binary()[:4] == self.prefix and found.binary() != own]
        self.held = {found: buffer for found, buffer in self.held.items() if found == own}
        self.client.delete(mine)
        self.held.clear()
        self.client.delete([plasma.ObjectID(own)])
        self.client.disconnect()

    # Objects

    def put(self, wanted, data, metadata=b""):
        """Creates, writes and seals an object, and holds it."""
        wanted = plasma.ObjectID(wanted)
        self._write(wanted, self.client.create(wanted, len(data), metadata), data)

    def _write(self, wanted, buffer, data):
        writer = pa.FixedSizeBufferWriter(buffer)
        writer.write(data)
        writer.close()
        self.client.seal(wanted)
        self.held[wanted.binary()] = buffer

    def put_tensor(self, array, names=(), wanted=None):
        wanted = wanted or self.next_id()
        self.put(wanted, fmt.write_tensor(array, names))
        return wanted

    def put_error(self, wanted, error):
        """Writes an error into an output; one that exists keeps its value."""
        try:
            self.put(wanted, fmt.write_error(error), fmt.ERROR_METADATA)
        except plasma.PlasmaObjectExists:
            pass

    def let_go(self, wanted):
        self.held.pop(wanted, None)

    def find(self, wanted):
        """Metadata and data of a sealed object, or None; holds the object as long as the buffer lives."""
        metadata, buffer = self.client.get_buffers([plasma.ObjectID(wanted)], timeout_ms=0, with_meta=True)[0]
        return None if buffer is None else (metadata, buffer)

    def wait(self, wanted, seconds=PATIENCE_SECONDS):
        """Metadata and data of an object, once it is sealed."""
        deadline = time.monotonic() + seconds
        while True:
            found = self.find(wanted)
            if found is not None:
                return found
            left = deadline - time.monotonic()
            if left <= 0:
                raise SystemExit(f"object {wanted.hex()} was not there after {seconds} s")
            self.notifications.poll(left)

    def wait_deleted(self, wanted, seconds=PATIENCE_SECONDS):
        deadline = time.monotonic() + seconds
        while plasma.ObjectID(wanted) in self.client.list():
            left = deadline - time.monotonic()
            if left <= 0:
                raise SystemExit(f"object {wanted.hex()} was not deleted within {seconds} s")
            self.notifications.poll(min(left, 0.1))

    def get_tensor(self, wanted, element_type, rank, seconds=PATIENCE_SECONDS):
        """Elements of a tensor, once it is there; raises RemoteError for an error object."""
        metadata, buffer = self.wait(wanted, seconds)
        if metadata == fmt.ERROR_METADATA:
            raise fmt.RemoteError(json.loads(buffer.to_pybytes()))
        if metadata != b"":
            raise fmt.FormatError(f"object {wanted.hex()} has the metadata {metadata!r}")
        return fmt.read_tensor(buffer, element_type, rank)

    # Other namespaces

    def namespaces(self):
        """Declarations of live owners: {prefix: (metadata, functions)}."""
        found = {}
        for declaration, info in self.client.list().items():
            name = declaration.binary()
            if name[4:] != fmt.DECLARATION_SUFFIX or info["state"] != "sealed" or info["ref_count"] < 1:
                continue
            object_found = self.find(name)
            if object_found is not None:
                metadata, functions, _ = fmt.read_declaration(object_found[1])
                found[name[:4]] = (metadata, functions)
        return found

    def find_processor(self, function):
        """Prefix, epoch (hex) and schema of the processor of a function that has the lowest prefix."""
        for prefix, (metadata, functions) in sorted(self.namespaces().items()):
            for schema in functions:
                if fmt.function_name(schema) == function:
                    return prefix, metadata["dal:epoch"], schema
        raise SystemExit(f"no processor of '{function}' among {self.namespaces()}")
