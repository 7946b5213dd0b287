"""Processing functions over a Plasma-compatible store, in Python: calls those of other programs and serves one's own.

One file over pyarrow 11 and numpy. The bytes in the store are those that the Java library reads and writes, so that
either side may be in either language. Arrays go in and arrays come out; what is read lies in shared memory and is not
copied, what is written is copied once.

    import dal, numpy as np                                        # to call: $PLASMA_SOCKET names the store
    with dal.connect() as store:
        print(store.caller("norm").norm(np.array([3.0, 4.0])).get())

    @dal.function                                                  # to serve
    def scale(factor: float, xs: dal.Tensor("float64", "i")) -> dal.Tensor("float64", "i"):
        return factor * xs

    dal.serve(scale)

Each Store and each Processor is for one thread at a time. No wait is without an end: where no timeout is given it is
DEFAULT_TIMEOUT seconds.
"""

import base64
import collections
import functools
import inspect
import json
import os
import re
import select
import signal
import struct
import sys
import time
import traceback
import warnings
import weakref

import numpy as np
import pyarrow as pa

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # pyarrow says that it will drop Plasma, as it has after version 11
    import pyarrow.plasma as plasma

__all__ = [
    "Broadcast", "Call", "Caller", "DEFAULT_TIMEOUT", "FormatError", "Nullable", "Object", "ObjectId", "ObjectLost",
    "ProcessingError", "Processor", "Ref", "Result", "Results", "Store", "Table", "Tensor", "TimeoutException",
    "connect", "function", "schema_compatible", "serve",
]

DEFAULT_TIMEOUT = 60.0
OBJECT_ID_TYPE = pa.binary(20)

_EOS = b"\xff\xff\xff\xff\0\0\0\0"
_DECLARATION_SUFFIX = bytes(16)
_ERROR = b"dal:error"
_RESERVE_BYTES = 64 * 1024
_MOST_ERROR_BYTES = 16 * 1024
_ANSWERS_TAKEN_SECONDS = 2.0
_LOOK_SECONDS = 1.0  # between two looks at whether others live, where nobody tells
_UNREADABLE = (pa.ArrowException, OSError, EOFError, ValueError)  # what pyarrow says of bytes that are something else
_ELEMENTS = ("bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 complex64 "
             "complex128").split()
_PARTS = {"complex64": "float32", "complex128": "float64"}
_KINDS = "biufc"  # each kind of number goes into those that follow; i and u into each other, if they fit
_DIMENSION = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)(?:=(\d+))?")
_VALUES = {bool: pa.bool_(), int: pa.int64(), float: pa.float64(), str: pa.utf8(), bytes: pa.binary()}


# ---------------------------------------------------------------------------------------------------------- failures


class FormatError(ValueError):
    """What was found does not fit what was declared, or is no object of this kind."""


class TimeoutException(Exception):
    """Something did not come in time. refs: what was waited for; timeout: for how many seconds."""

    def __init__(self, message, refs=(), timeout=0.0):
        super().__init__(message)
        self.refs = list(refs)
        self.timeout = timeout


class ObjectLost(Exception):
    """An object was deleted before it could be read."""


class ProcessingError(Exception):
    """A call failed. kind is one of UnknownFunction, Incompatible, InputFailed, Failed, MissingOutput, Closed,
    ProcessorLost, InputLost, Cancelled, DeadlineExceeded, StoreFull; type, message and stack are those of the exception
    at the processor, cause (as __cause__) and suppressed further failures.
    """

    def __init__(self, error):
        self.error = error
        self.kind = error.get("kind", "Failed")
        self.type = error.get("type")
        self.message = error.get("message", "")
        self.function = error.get("function", "")
        self.processor = error.get("processor", "")
        self.stack = error.get("stack", [])
        self.suppressed = [ProcessingError(each) for each in error.get("suppressed", [])]
        if error.get("cause"):
            self.__cause__ = ProcessingError(error["cause"])
        what = f"{self.type}: {self.message}" if self.type else self.message
        super().__init__(f"{self.kind} in '{self.function}' at {self.processor}: {what}")


def _error(kind, message, name, processor, **others):
    return dict({"kind": kind, "message": message, "function": name, "processor": processor}, **others)


def _described(thrown):
    """Type, message, stack and cause of an exception, as they lie in an error object."""
    kind, cause = type(thrown), thrown.__cause__
    described = {
        "type": kind.__name__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}",
        "message": str(thrown),
        "stack": [line.strip() for line in traceback.format_tb(thrown.__traceback__)],
    }
    if isinstance(cause, ProcessingError):
        described["cause"] = cause.error
    elif cause is not None:
        described["cause"] = dict(_error("Failed", "", "", ""), **_described(cause))
    return described


def _encode_error(error):
    data = json.dumps(error, ensure_ascii=False).encode("utf-8", "replace")
    if len(data) <= _MOST_ERROR_BYTES:
        return data
    short = {key: found for key, found in error.items() if key not in ("stack", "cause", "suppressed")}
    return json.dumps(dict(short, message=error["message"][:1000]), ensure_ascii=False).encode("utf-8", "replace")


# ---------------------------------------------------------------------------------------------------- kinds of objects


class Object:
    """An object of any bytes: a buffer as an input, anything with bytes as an output."""

    def metadata(self):
        """What a call schema says of a parameter of this kind."""
        return {}

    def convert(self, value):
        """A value in the form in which it is written."""
        return pa.py_buffer(value)

    def write(self, value):
        """(size, function that writes to a stream) of a converted value"""
        return value.size, lambda sink: sink.write(value)

    def read(self, buffer):
        """The value of an object, over its memory."""
        return buffer

    def __str__(self):
        return "object"


class Tensor(Object):
    """An array: its element type and the names of its dimensions ("i", or "uvw=3" for a fixed length)."""

    def __init__(self, element, *dimensions):
        self.element = element if isinstance(element, str) else np.dtype(element).name
        self.dimensions = list(dimensions)
        if self.element not in _ELEMENTS:
            raise FormatError(f"Elements of tensors are one of {', '.join(_ELEMENTS)}; found '{self.element}'.")
        for each in self.dimensions:
            if not _DIMENSION.fullmatch(each) or each == "complex":
                raise FormatError(f"'{each}' is no name of a dimension; expected one like \"i\" or \"uvw=3\".")

    def metadata(self):
        return {"proc:tensor:elem": self.element, "proc:tensor:dims": json.dumps(self.dimensions)}

    def convert(self, value):
        """An array that can be written: little-endian, row by row, of the declared type and rank."""
        found, wanted = np.asarray(value), np.dtype(self.element)
        if isinstance(value, (np.ndarray, np.generic)):
            fits = found.dtype.newbyteorder("=") == wanted
        else:  # numbers and lists of them
            fits = _KINDS.find(found.dtype.kind) in range(_KINDS.find(wanted.kind.replace("i", "u")) + 1)
        if not fits and found.size:
            raise FormatError(f"expected {self}, found elements of {found.dtype}")
        array = np.asarray(found, wanted.newbyteorder("<"), order="C")
        if wanted.kind in "iu" and not np.array_equal(array, found):
            raise FormatError(f"expected {self}, found numbers that do not fit into it")
        if array.ndim != len(self.dimensions):
            raise FormatError(f"expected {self}, found the shape {array.shape}")
        return array

    def write(self, value):
        names = [each.split("=")[0] for each in self.dimensions]
        if self.element in _PARTS:
            value = np.ascontiguousarray(value).view(_PARTS[self.element]).reshape(value.shape + (2,))
            names.append("complex")
        tensor = pa.Tensor.from_numpy(value, dim_names=names or None)
        return pa.ipc.get_tensor_size(tensor), lambda sink: pa.ipc.write_tensor(tensor, sink)

    def read(self, buffer):
        """A read-only array over the object."""
        try:
            found = pa.ipc.read_tensor(pa.BufferReader(buffer))
        except _UNREADABLE as e:
            raise FormatError(f"expected {self}, found no tensor: {e}") from e
        parts = [2] if self.element in _PARTS else []
        stored = "uint8" if self.element == "bool" else _PARTS.get(self.element, self.element)
        rank = len(self.dimensions)
        if found.type == pa.int8() and list(found.shape) == [0] and self.element == "int8" and rank == 0:
            return np.zeros((), np.int8)  # a tag of a foreign peer
        if found.type != pa.from_numpy_dtype(np.dtype(stored)) or list(found.shape[rank:]) != parts:
            raise FormatError(f"expected {self}, found {found.type} of the shape {list(found.shape)}")
        array = found.to_numpy()
        if parts:
            array = np.ascontiguousarray(array).view(self.element).reshape(array.shape[:-1])
        array = array.view(bool) if self.element == "bool" else array
        array.flags.writeable = False
        return array

    def __str__(self):
        return f"{self.element}[{','.join(self.dimensions)}]"


class Table(Object):
    """A table with the columns of an Arrow schema; values are pyarrow tables, record batches or dicts of columns."""

    def __init__(self, schema):
        self.schema = schema if isinstance(schema, pa.Schema) else pa.schema(schema)

    def metadata(self):
        return {"proc:table:schema": base64.b64encode(self.schema.serialize().to_pybytes()).decode()}

    def convert(self, value):
        if isinstance(value, pa.RecordBatch):
            value = pa.Table.from_batches([value])
        if isinstance(value, dict):
            try:
                value = pa.table({f.name: pa.array(value[f.name], f.type) for f in self.schema if f.name in value})
            except (pa.ArrowException, TypeError) as e:
                raise FormatError(f"expected {self}: {e}") from e
        if not isinstance(value, pa.Table):
            raise FormatError(f"expected {self}, found {type(value).__name__}")
        return self._select(value)

    def write(self, value):
        size = pa.MockOutputStream()
        self._stream(value, size)
        return size.size(), functools.partial(self._stream, value)

    @staticmethod
    def _stream(table, sink):
        with pa.ipc.new_stream(sink, table.schema) as writer:
            writer.write_table(table)

    def read(self, buffer):
        """A table over the object: the declared columns, in their order."""
        try:
            with pa.ipc.open_stream(buffer) as reader:
                found = reader.read_all()
        except _UNREADABLE as e:
            raise FormatError(f"expected {self}, found no table: {e}") from e
        return self._select(found)

    def _select(self, found):
        for field in self.schema:
            if found.column_names.count(field.name) != 1:
                raise FormatError(f"expected {self}, found no column '{field.name}' among {found.column_names}")
            column = found.column(field.name)
            if column.type != field.type:
                raise FormatError(f"column '{field.name}' is {column.type}, expected {field.type}")
            if column.null_count and not field.nullable:
                raise FormatError(f"column '{field.name}' has {column.null_count} nulls, expected none")
        return pa.table([found.column(field.name) for field in self.schema], schema=self.schema)

    def __str__(self):
        return "table<" + ", ".join(f"{field.name}: {field.type}" for field in self.schema) + ">"


class ObjectId:
    """An object id as a plain value: 20 bytes."""


class Nullable:
    """Wraps what may be None; typing.Optional does the same for values."""

    def __init__(self, kind):
        self.kind = kind


class Call:
    """What a function may ask about its own call: annotate a parameter with this class. It is not in the schema."""

    def __init__(self, processor, incoming):
        self.id = incoming.id
        self.deadline = incoming.deadline
        self._processor = processor
        self._incoming = incoming

    def cancelled(self):
        """Whether nobody wants the outputs any more; the function may then give up with any exception."""
        self._processor._read(0)
        return self._incoming.gone


# ------------------------------------------------------------------------------------------------------- call schemas


def _text(metadata, key):
    found = (metadata or {}).get(key.encode())
    return None if found is None else found.decode("utf-8", "replace")


class Parameter:
    """One field of a call schema, decoded; kind says what object it refers to, None for a value or a plain id."""

    def __init__(self, field):
        self.name = field.name
        self.field = field
        self.nullable = field.nullable
        self.role = _text(field.metadata, "proc:par")
        if self.role not in (None, "in", "out", "oid"):
            raise FormatError(f"Parameter '{self.name}' has the role '{self.role}'; expected in, out or oid.")
        if self.role is not None and field.type != OBJECT_ID_TYPE:
            raise FormatError(f"Parameter '{self.name}' refers to an object but has the type {field.type}.")
        try:
            self.kind = self._kind(field.metadata) if self.role in ("in", "out") else None
        except (TypeError, *_UNREADABLE) as e:
            raise FormatError(f"What parameter '{self.name}' refers to cannot be read: {e}") from e

    @staticmethod
    def _kind(metadata):
        element, table = _text(metadata, "proc:tensor:elem"), _text(metadata, "proc:table:schema")
        if element is not None:
            return Tensor(element, *json.loads(_text(metadata, "proc:tensor:dims") or ""))
        if table is not None:
            return Table(pa.ipc.read_schema(pa.BufferReader(base64.b64decode(table, validate=True))))
        return Object()

    def meaning(self):
        """What has to agree on both sides."""
        if isinstance(self.kind, Table):
            return self.role, sorted((field.name, str(field.type)) for field in self.kind.schema)
        return self.role, str(self)

    def __str__(self):
        return str(self.field.type if self.kind is None else self.kind)


class Signature:
    """A call schema, decoded."""

    def __init__(self, schema):
        self.schema = schema
        self.name = _text(schema.metadata, "proc:func")
        if not self.name:
            raise FormatError("A call schema names its function under 'proc:func'.")
        self.parameters = [Parameter(field) for field in schema]
        self.by_name = {each.name: each for each in self.parameters}
        if len(self.by_name) != len(self.parameters):
            raise FormatError(f"'{self.name}' has two parameters of the same name: {schema.names}.")
        self.outputs = [each for each in self.parameters if each.role == "out"]
        self.given = [each for each in self.parameters if each.role != "out"]

    def ids(self, role, row):
        found = [row.get(each.name) for each in self.parameters if each.role == role]
        return [each for each in found if each is not None]


def schema_compatible(expected, actual):
    """What does not fit between a caller's call schema and a processor's: a list of sentences, empty if nothing."""
    expected, actual = Signature(expected), Signature(actual)
    if expected.name != actual.name:
        return [f"expected function '{expected.name}', found '{actual.name}'"]
    problems = []
    for wanted in expected.parameters:
        there = actual.by_name.get(wanted.name)
        where = f"parameter '{wanted.name}' of '{expected.name}'"
        if there is None:
            problems.append(f"{where}: expected {wanted}, found no such parameter")
        elif wanted.meaning() != there.meaning():
            found = f"{there.role or 'value'} {there}"
            problems.append(f"{where}: expected {wanted.role or 'value'} {wanted}, found {found}")
        elif wanted.nullable and not there.nullable:
            problems.append(f"{where}: expected may be null, found must not be null")
    for extra in actual.parameters:
        if extra.name not in expected.by_name and not extra.nullable:
            problems.append(f"parameter '{extra.name}' of '{actual.name}': expected no such parameter, found {extra}")
    return problems


class Dimensions:
    """The lengths that the dimensions of one call have."""

    def __init__(self):
        self._lengths = {}

    def bind(self, parameter, array):
        if not isinstance(parameter.kind, Tensor):
            return
        names = parameter.kind.dimensions
        drawn = ",".join(f"{each.split('=')[0]}={n}" for each, n in zip(names, array.shape))
        for each, length in zip(names, array.shape):
            name, fixed = _DIMENSION.fullmatch(each).groups()
            known, where = (int(fixed), f"'{each}'") if fixed else self._lengths.get(name, (length, ""))
            if known != length:
                raise FormatError(f"{name} is {known} in {where} but {length} in {parameter.name}({drawn})")
            self._lengths[name] = (length, f"{parameter.name}({drawn})")


# ---------------------------------------------------------------------------------------------------------- functions


class Function:
    """A Python function and its call schema; call it as before, or serve it."""

    def __init__(self, body, name=None):
        functools.update_wrapper(self, body)
        self.body = body
        self._wants_call = None
        declared = inspect.signature(body)
        fields = []
        for parameter in declared.parameters.values():
            annotation = self._evaluate(parameter.annotation)
            if annotation is Call:
                self._wants_call = parameter.name
            elif annotation is not inspect.Parameter.empty:
                fields.append(_field(parameter.name, annotation, "in"))
            elif parameter.name != "self" or fields:
                raise FormatError(f"Parameter '{parameter.name}' of '{body.__name__}' has no annotation. Expected a "
                                  'type such as int, or dal.Tensor("float64", "i").')
        outputs = self._evaluate(declared.return_annotation)
        self._is_tagged = outputs is None or outputs is inspect.Parameter.empty
        self._is_single = not isinstance(outputs, dict)
        if self._is_single:
            outputs = {"done": Tensor("int8")} if self._is_tagged else {"result": outputs}
        fields += [_field(each, kind, "out") for each, kind in outputs.items()]
        self.signature = Signature(pa.schema(fields, metadata={"proc:func": name or body.__name__}))

    def _evaluate(self, annotation):
        """The meaning of an annotation that is kept as text."""
        return eval(annotation, self.body.__globals__) if isinstance(annotation, str) else annotation

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        bound = Function.__new__(Function)
        bound.__dict__.update(self.__dict__, body=self.body.__get__(instance, owner))
        return bound

    def __call__(self, *args, **kwargs):
        return self.body(*args, **kwargs)

    def run(self, inputs, call):
        """Results by the name of the output."""
        if self._wants_call:
            inputs = dict(inputs, **{self._wants_call: call})
        results = self.body(**inputs)
        names = [each.name for each in self.signature.outputs]
        if self._is_single:
            return {names[0]: np.zeros((), np.int8) if self._is_tagged else results}
        if isinstance(results, tuple) and len(results) == len(names):
            return dict(zip(names, results))
        if isinstance(results, dict) and set(results) <= set(names):
            return results
        raise FormatError(f"'{self.signature.name}' returned {type(results).__name__}; expected a tuple or a dict of "
                          f"{names}.")


def _field(name, annotation, role):
    nullable = isinstance(annotation, Nullable)
    kind = annotation.kind if nullable else annotation
    arguments = getattr(kind, "__args__", None) or ()
    if type(None) in arguments and len(arguments) == 2:
        nullable, kind = True, next(each for each in arguments if each is not type(None))
    if role == "out" and not isinstance(kind, Object):  # a scalar is an array without dimensions
        kind = Tensor(np.dtype(kind.to_pandas_dtype() if isinstance(kind, pa.DataType) else kind))
    if isinstance(kind, Object):
        return pa.field(name, OBJECT_ID_TYPE, nullable, dict(kind.metadata(), **{"proc:par": role}))
    if kind is ObjectId:
        return pa.field(name, OBJECT_ID_TYPE, nullable, {"proc:par": "oid"})
    if isinstance(kind, type) and issubclass(kind, np.generic):
        kind = pa.from_numpy_dtype(np.dtype(kind))
    kind = kind if isinstance(kind, pa.DataType) else _VALUES.get(kind)
    if kind is None:
        raise FormatError(f"Parameter '{name}' has the type {annotation!r}; expected bool, int, float, str, bytes, a "
                          "numpy or pyarrow type, dal.Tensor, dal.Table, dal.Object or dal.ObjectId.")
    return pa.field(name, kind, nullable)


def function(body=None, name=None):
    """Decorator: makes a processing function of a function or method with annotated parameters.

    Its return annotation says what it returns: nothing (a tag output "done" is added), one kind (output "result"), or a
    dict of kinds by name (return a dict or a tuple).
    """
    return Function(body, name) if body is not None else lambda decorated: Function(decorated, name)


# -------------------------------------------------------------------------------------------------- objects in the store


class _Closing:
    """Ends with its with block."""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class _Slot:
    """An object that is there, or awaited; it is let go when no reference and no call needs it any more."""

    def __init__(self, wanted, batch=None):
        self.id = wanted
        self.batch = batch
        self.found = None  # (metadata, buffer)
        self.failure = None
        self.uses = 0

    def settle(self, found=None, failure=None):
        if (found is not None or failure is not None) and not self.is_settled():
            self.found, self.failure = found, failure
            if self.batch is not None:
                self.batch.one_less()

    def is_settled(self):
        return self.found is not None or self.failure is not None

    def is_error(self):
        return self.found is not None and self.found[0] == _ERROR

    def error(self):
        return json.loads(self.found[1].to_pybytes())

    def read(self, kind):
        """The value, of an object that is there and no error."""
        metadata, buffer = self.found
        if metadata:
            raise FormatError(f"Object {self.id.hex()} has the metadata {metadata!r}, which is reserved.")
        return kind.read(buffer)

    def use(self):
        self.uses += 1
        return self

    def let_go(self, store):
        self.uses -= 1
        if self.uses == 0:
            if not self.is_settled() and self.batch is not None:
                store._unwanted.add(self.id)
            self.settle(None, ValueError(f"The reference to {self.id.hex()} is closed."))
            self.found = None


class Declaration:
    """A namespace of somebody: its prefix, name, epoch and the call schemas of its functions."""

    def __init__(self, prefix, buffer):
        reader = pa.BufferReader(buffer)
        schemas = []
        while True:
            start = reader.tell()
            head = reader.read(8)
            if head == _EOS:
                break
            if head[:4] != _EOS[:4]:
                raise FormatError(f"No message at {start} of a declaration.")
            reader.seek(start)
            schemas.append(pa.ipc.read_schema(reader))
        if not schemas or (_text(schemas[0].metadata, "dal:version") or "1") != "1":
            raise FormatError("No declaration of version 1.")
        metadata = schemas[0].metadata
        self.prefix = prefix
        self.name = _text(metadata, "proc:namespace") or ""
        self.epoch = _text(metadata, "dal:epoch")
        self.owned = _text(metadata, "dal:owned") == "1"
        self.functions = {signature.name: signature for signature in map(Signature, schemas[1:])}
        self.label = f"{self.name}@{prefix.hex()}"


class _Peer(_Closing):
    """A connection to a store with a namespace of its own, and the objects that it waits for."""

    def __init__(self, socket, name, schemas, prefix, max_attempts):
        socket = socket or os.environ.get("PLASMA_SOCKET")
        if not socket:
            raise ValueError("Give the path of the store's socket, or set PLASMA_SOCKET.")
        self.name = name
        self._slots = weakref.WeakValueDictionary()  # what is awaited, by id
        self._client = plasma.connect(socket, num_retries=10)
        self._other = plasma.connect(socket, num_retries=10)  # a client keeps back the deletion of what it holds itself
        self._client.subscribe()
        self._notifications = self._client.get_notification_socket()
        self._received = b""
        self._unread = collections.deque()  # (id, whether it was sealed rather than deleted)
        self._epoch = os.urandom(4)
        self._counter = 0
        self._looked = time.monotonic()
        self._closed = False
        self._declaration, self._own_prefix = self._reserve(schemas, bytes.fromhex(prefix), max_attempts)

    @property
    def prefix(self):
        """The prefix of the namespace: 8 hexadecimal digits."""
        return self._own_prefix.hex()

    @property
    def label(self):
        return f"{self.name}@{self.prefix}"

    # the namespace

    def _reserve(self, schemas, requested, max_attempts):
        metadata = {
            "proc:namespace": self.name, "proc:pid": str(os.getpid()), "proc:argv": json.dumps(sys.argv),
            "dal:version": "1", "dal:epoch": self._epoch.hex(), "dal:owned": "1",
        }
        messages = [pa.schema([], metadata=metadata), *schemas]
        data = b"".join(schema.serialize().to_pybytes() for schema in messages) + _EOS
        if len(requested) > 4:
            raise ValueError(f"A prefix has at most 8 hexadecimal digits; found '{requested.hex()}'.")
        first = int.from_bytes(requested.ljust(4, b"\0"), "big")
        attempts = min(max_attempts, 256 ** (4 - len(requested)))
        for attempt in range(attempts):
            prefix = (first + attempt).to_bytes(4, "big")
            declared = self._declare(prefix, data)
            if declared is not None:
                return declared, prefix
        raise RuntimeError(f"No namespace is free at '{requested.hex()}…' after {attempts} attempts.")

    def _declare(self, prefix, data):
        wanted = plasma.ObjectID(prefix + _DECLARATION_SUFFIX)
        existing = self._client.list().get(wanted)
        if existing is not None:
            if existing["state"] == "created" or existing["ref_count"] > 0:
                return None
            self._client.delete([wanted])
        try:
            buffer = self._create(wanted.binary(), len(data))
        except plasma.PlasmaObjectExists:
            return None
        self._client.delete([each for each in self._client.list() if each.binary()[:4] == prefix and each != wanted])
        pa.FixedSizeBufferWriter(buffer).write(data)
        self._client.seal(wanted)
        return buffer

    def _next_id(self, prefix=None):
        self._counter += 1
        return (prefix or self._own_prefix) + self._own_prefix + self._epoch + self._counter.to_bytes(8, "big")

    def namespaces(self):
        """The declarations of all that live, by prefix."""
        found = {}
        for each, info in self._client.list().items():
            prefix, suffix = each.binary()[:4], each.binary()[4:]
            if suffix == _DECLARATION_SUFFIX and info["state"] == "sealed" and info["ref_count"] > 0:
                found[prefix] = self._declared(prefix)
        return {prefix: declaration for prefix, declaration in sorted(found.items()) if declaration is not None}

    def _declared(self, prefix):
        found = self._find(prefix + _DECLARATION_SUFFIX)
        try:
            return None if found is None else Declaration(prefix, found[1])
        except _UNREADABLE as e:
            warnings.warn(f"The declaration at {prefix.hex()} is ignored: {e}")
            return None

    def _census(self):
        """A function that tells whether a namespace is there now and, where both are known, of a (hexadecimal) epoch."""
        listed = self._client.list()
        declared = functools.lru_cache(None)(self._declared)

        def lives(prefix, epoch=None):
            info = listed.get(plasma.ObjectID(prefix + _DECLARATION_SUFFIX))
            if info is None or (info["state"] == "sealed" and info["ref_count"] == 0):
                return False
            found = None if epoch is None else declared(prefix)
            return found is None or found.epoch in (None, epoch)

        return lives

    # objects

    def _create(self, wanted, size, metadata=b""):
        """An unsealed object that goes when nobody holds it."""
        buffer = self._client.create(plasma.ObjectID(wanted), size, metadata)
        self._other.delete([plasma.ObjectID(wanted)])
        return buffer

    def _write(self, wanted, size, write, metadata=b""):
        """Writes and seals an object; the buffer that holds it."""
        buffer = self._create(wanted, size, metadata)
        if size > 0:
            write(pa.FixedSizeBufferWriter(buffer))
        self._client.seal(plasma.ObjectID(wanted))
        return buffer

    def _write_error(self, wanted, error):
        """Writes an error unless the object exists; the buffer that holds it, or None."""
        data = _encode_error(error)
        try:
            return self._write(wanted, len(data), lambda sink: sink.write(data), _ERROR)
        except plasma.PlasmaObjectExists:
            return None

    def _find(self, wanted):
        """(metadata, buffer) of a sealed object, or None; it is held while the buffer lives."""
        return self._find_all([wanted])[wanted]

    def _find_all(self, ids):
        """The same of several, by id."""
        ids = list(dict.fromkeys(ids))
        found = self._client.get_buffers([plasma.ObjectID(each) for each in ids], timeout_ms=0, with_meta=True)
        return {each: None if buffer is None else (metadata, buffer) for each, (metadata, buffer) in zip(ids, found)}

    def _slot(self, wanted, batch=None):
        slot = self._slots.get(wanted) or _Slot(wanted, batch)
        self._slots[wanted] = slot
        return slot

    # what happens

    def _read(self, seconds, also=()):
        """Takes note of all that was told, after a wait for more unless there is some already."""
        self._poll(0 if self._unread else seconds, also)
        while self._unread:
            self._noted(*self._unread.popleft())
        if time.monotonic() - self._looked > _LOOK_SECONDS:
            self._looked = time.monotonic()
            self._look()

    def _poll(self, seconds, also=()):
        """Receives notifications; whether there were any."""
        readable, _, _ = select.select([self._notifications, *also], [], [], max(0.0, seconds))
        if self._notifications not in readable:
            return False
        received = self._notifications.recv(1 << 20)
        if not received:
            raise ConnectionError("The store has closed the connection.")
        data, at = self._received + received, 0
        while len(data) - at >= 8:
            end = at + 8 + struct.unpack_from("<q", data, at)[0]
            if len(data) < end:
                break
            ids, sizes, _ = self._client.decode_notifications(data[at + 8 : end])
            self._unread.extend((found.binary(), size >= 0) for found, size in zip(ids, sizes))
            at = end
        self._received = data[at:]
        return True

    def _catch_up(self):
        """When a request was answered, all that happened before it can be read."""
        self._client.contains(plasma.ObjectID(self._own_prefix + _DECLARATION_SUFFIX))
        while self._poll(0):
            pass

    def _noted(self, wanted, sealed):
        """An object was sealed or deleted."""
        slot = self._slots.get(wanted)
        if wanted[4:] == _DECLARATION_SUFFIX:
            self._declaration_changed(wanted[:4], sealed)
        elif slot is not None and sealed:
            slot.settle(self._find(wanted))
        elif slot is not None:
            slot.settle(None, ObjectLost(f"Object {wanted.hex()} was deleted before it could be read."))

    def close(self):
        """Gives the namespace up, with all that lies in it. Closing twice is harmless."""
        if self._closed:
            return
        self._closed = True
        try:
            self._let_go()
            mine = [each for each in self._client.list() if each.binary()[:4] == self._own_prefix]
            self._client.delete([each for each in mine if each.binary()[4:] != _DECLARATION_SUFFIX])
            self._declaration = None
        except OSError as e:
            warnings.warn(f"The store has gone before {self.label} was closed: {e}")
        finally:
            self._other.disconnect()
            self._client.disconnect()


# ------------------------------------------------------------------------------------------------------------- calling


class Ref(_Closing):
    """A reference to an object: one that was put, or an output that may still have to come. Pass it on as an input at
    any time. type says what get() returns.
    """

    def __init__(self, store, slot, kind):
        self._store = store
        self._slot = slot.use()
        self._closed = False
        self.type = kind
        self.id = slot.id  # 20 bytes

    @property
    def ready(self):
        """Whether get() would end at once."""
        self._store._read(0)
        return self._slot.is_settled()

    def wait(self, timeout=None):
        """Waits until the object is there. Raises what get() raises."""
        if self._closed:
            raise ValueError(f"The reference to {self.id.hex()} is closed.")
        self._store._wait(self, DEFAULT_TIMEOUT if timeout is None else timeout)
        if self._slot.failure is not None:
            raise self._slot.failure
        if self._slot.is_error():
            raise ProcessingError(self._slot.error())

    def get(self, timeout=None):
        """The array (a read-only view of shared memory, valid while the store is open), or the table.

        Raises ProcessingError if the call failed, TimeoutException, ObjectLost, or FormatError.
        """
        self.wait(timeout)
        return self._slot.read(self.type)

    def get_dict(self, timeout=None):
        """A table as a dict of lists."""
        return self.get(timeout).to_pydict()

    def close(self):
        """Lets go; if nobody wants an output of the call and it is not done, that cancels it."""
        if not self._closed:
            self._closed = True
            self._slot.let_go(self._store)


class _Many(_Closing):
    """What has several parts, which are waited for and closed together."""

    def _parts(self):
        raise NotImplementedError

    def wait(self, timeout=None):
        """Waits until everything is there."""
        end = time.monotonic() + (DEFAULT_TIMEOUT if timeout is None else timeout)
        for each in self._parts():
            each.wait(max(0.0, end - time.monotonic()))

    def close(self):
        """Closes the references, which cancels calls that are not done."""
        for each in self._parts():
            each.close()


class Result(_Many):
    """The outputs of a call, as references: result.zs or result["zs"]."""

    def __init__(self, refs):
        self._refs = refs

    def _parts(self):
        return self._refs.values()

    def __getitem__(self, name):
        return self._refs[name]

    def __getattr__(self, name):
        if name.startswith("_") or name not in self._refs:
            raise AttributeError(f"There is no output '{name}' among {list(self._refs)}.")
        return self._refs[name]

    def get(self, timeout=None):
        """The value of the only output."""
        if len(self._refs) != 1:
            raise ValueError(f"get() is for calls with one output; found {list(self._refs)}. Name one.")
        return next(iter(self._refs.values())).get(timeout)


class Results(list, _Many):
    """The results of a batch, row by row, or of a broadcast, processor by processor (processors has them)."""

    def __init__(self, results=(), processors=()):
        super().__init__(results)
        self.processors = list(processors)

    def _parts(self):
        return self


class _Batch:
    """A call object until it is let go: when every output is held, or nobody wants one any more."""

    def __init__(self, store, processor, signature, inputs):
        self.store = store
        self.processor = processor
        self.signature = signature
        self.inputs = [slot.use() for slot in inputs]
        self.slots = []
        self.buffer = None

    def one_less(self):
        if all(slot.is_settled() for slot in self.slots):
            self.done()

    def done(self):
        self.store._batches.discard(self)
        self.buffer = None
        inputs, self.inputs = self.inputs, []
        for slot in inputs:
            slot.let_go(self.store)
        for slot in self.slots:
            slot.batch = None

    def processor_lost(self):
        """Writes the error into the outputs that were not written, for others who wait for them."""
        self.store._catch_up()
        error = _error("ProcessorLost", "The processor ended without answering this call.", self.signature.name,
                       self.processor.label)
        for slot in list(self.slots):
            if not slot.is_settled():
                slot.settle(self.store._find(slot.id) or self._written(slot.id, error), ProcessingError(error))

    def _written(self, wanted, error):
        try:
            written = self.store._write_error(wanted, error)
        except plasma.PlasmaStoreFull:
            return None
        return self.store._find(wanted) if written is None else (_ERROR, written)


class Caller:
    """Calls the functions of a processor: caller.name(inputs…) returns a Result at once, caller.name_batch([…])
    Results.

    Inputs go in declaration order or by name; arrays and tables are put into the store first, references are passed on.
    """

    def __init__(self, store, names, prefix, deadline, processors):
        self._store = store
        self._names = names
        self._prefix = prefix
        self._deadline = deadline
        self.processors = processors  # declarations of those that are called

    @property
    def processor(self):
        """The declaration of the processor that is called."""
        return self.processors[0]

    def __getattr__(self, name):
        functions = self.processors[0].functions if self.processors else {}
        if name in functions:
            return lambda *args, **kwargs: self.call(name, *args, **kwargs)
        if name.endswith("_batch") and name[: -len("_batch")] in functions:
            return lambda calls: self.batch(name[: -len("_batch")], calls)
        raise AttributeError(f"There is no function '{name}' at {[each.label for each in self.processors]}; found "
                             f"{sorted(functions)}.")

    def call(self, name, *args, **kwargs):
        """One call."""
        return self._submit(name, [(args, kwargs)])[0][0]

    def batch(self, name, calls):
        """Several calls in one object: each is a dict of inputs by name or a tuple of them in order."""
        rows = [((), each) if isinstance(each, dict) else (tuple(each), {}) for each in calls]
        return self._submit(name, rows)[0] if rows else Results()

    def _targets(self):
        """The processor, or where it has gone another one that fits right now."""
        self._store._read(0)
        now = self.processors[0]
        if now.prefix in self._store._changed and not self._store._census()(now.prefix, now.epoch):
            self.processors = self._store._fitting(self._names, self._prefix)[:1] or self.processors
        return self.processors  # the call of one that has gone fails as lost

    def _submit(self, name, calls):
        """The results at each processor that is called."""
        processors = self._targets()
        if not processors:
            return []
        signature, used = processors[0].functions[name], []
        try:
            rows = [self._row(signature, args, kwargs, used) for args, kwargs in calls]
            return [self._store._send(each, signature, rows, used, self._deadline) for each in processors]
        finally:
            for slot in used:  # the call objects hold them now
                slot.let_go(self._store)

    def _row(self, signature, args, kwargs, used):
        names = [each.name for each in signature.given]
        given = dict(zip(names, args))
        if len(args) > len(names) or set(given) & set(kwargs) or set(kwargs) - set(names):
            raise TypeError(f"'{signature.name}' takes {names}; found {len(args)} in order and {sorted(kwargs)} by "
                            "name.")
        given.update(kwargs)
        missing = [each.name for each in signature.given if given.get(each.name) is None and not each.nullable]
        if missing:
            raise TypeError(f"'{signature.name}' needs a value for {missing}.")
        dimensions = Dimensions()
        present = [each for each in signature.given if given.get(each.name) is not None]
        return {each.name: self._value(each, given[each.name], dimensions, used) for each in present}

    def _value(self, parameter, value, dimensions, used):
        if parameter.role != "in":
            return value.id if isinstance(value, Ref) else value
        kind = parameter.kind
        try:
            if not isinstance(value, Ref):
                value = kind.convert(value)
                dimensions.bind(parameter, value)
                with self._store._put(kind, value) as ref:
                    used.append(ref._slot.use())
                return ref.id
            if not isinstance(kind, type(value.type)) and not isinstance(value.type, type(kind)):
                raise FormatError(f"expected {kind}, found a reference to {value.type}")
            if isinstance(value.type, Tensor) and value._slot.found is not None and not value._slot.is_error():
                dimensions.bind(parameter, value._slot.read(kind))
        except FormatError as e:
            raise FormatError(f"Input '{parameter.name}' of a call: {e}.") from e
        used.append(value._slot.use())
        return value.id


class Broadcast(Caller):
    """Calls every processor that has the functions: broadcast.name(inputs…) returns Results, one for each of them.
    Inputs are put once.
    """

    def _targets(self):
        self._store._read(0)
        self.processors = self._store._fitting(self._names, self._prefix)
        return self.processors

    def call(self, name, *args, **kwargs):
        """One call at each processor."""
        results = self._submit(name, [(args, kwargs)])
        return Results([each[0] for each in results], self.processors)

    def batch(self, name, calls):
        raise TypeError("Broadcasts have no batches.")


def _call_bytes(signature, rows, epoch, deadline):
    metadata = {"proc:func": signature.name}
    if epoch is not None:
        metadata["dal:to"] = epoch
    if deadline is not None:
        metadata["dal:deadline"] = f"{time.time_ns() + int(deadline * 1e9):020d}"
    schema = signature.schema.with_metadata(metadata)
    columns = []
    for field in schema:
        try:
            columns.append(pa.array([_ticks(row.get(field.name), field.type) for row in rows], field.type))
        except (pa.ArrowException, TypeError, OverflowError) as e:
            raise FormatError(f"Parameter '{field.name}' of '{signature.name}' is {field.type}: {e}") from e
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, schema) as writer:
        writer.write_batch(pa.record_batch(columns, schema=schema))
    return sink.getvalue()


def _ticks(value, arrow_type):
    """Numpy's times as numbers in the unit of a type; Arrow takes no single ones."""
    if not isinstance(value, (np.datetime64, np.timedelta64)):
        return value
    if not (pa.types.is_timestamp(arrow_type) or pa.types.is_duration(arrow_type)):
        return value.item()
    name = "datetime64" if isinstance(value, np.datetime64) else "timedelta64"
    return int(value.astype(f"{name}[{arrow_type.unit}]").astype(np.int64))


class Store(_Peer):
    """A connection with a namespace for what is put and for the results of calls. Close it, or use it with "with"."""

    def __init__(self, socket=None, name=None, max_attempts=10000):
        self._batches = set()
        self._unwanted = set()  # outputs that are deleted when they come
        self._changed = set()  # prefixes whose declarations have come or gone
        super().__init__(socket, name or os.path.basename(sys.argv[0]) or "python", [], "", max_attempts)

    def put(self, value, dimensions=()):
        """Puts an array (copied once) or a table; the reference holds it."""
        if isinstance(value, (pa.Table, pa.RecordBatch)):
            kind = Table(value.schema)
        else:
            value = np.asarray(value)
            names = dimensions or [f"dim{i}" for i in range(value.ndim)]
            kind = Tensor(value.dtype.newbyteorder("="), *names)
        return self._put(kind, kind.convert(value))

    def _put(self, kind, value):
        slot = _Slot(self._next_id())
        slot.found = (b"", self._write(slot.id, *kind.write(value)))
        return Ref(self, slot, kind)

    def ref(self, object_id, kind):
        """A reference to an object of somebody else, there or still to come."""
        slot = self._slot(object_id)
        slot.settle(self._find(object_id))
        return Ref(self, slot, kind)

    def caller(self, *names, prefix="", timeout=10.0, deadline=None):
        """Finds the processor of some functions (with the lowest prefix, or one that is asked for), and waits for one if
        there is none. A deadline in seconds travels with every call.
        """
        return Caller(self, names, prefix, deadline, self._await_fitting(names, prefix, 1, timeout)[:1])

    def broadcast(self, *names, prefix="", timeout=10.0, deadline=None, minimum=1):
        """The same for all processors of some functions, those of each call's time; waits for a minimum, perhaps 0."""
        return Broadcast(self, names, prefix, deadline, self._await_fitting(names, prefix, minimum, timeout))

    def _await_fitting(self, names, prefix, minimum, timeout):
        end = time.monotonic() + timeout
        while True:
            fitting = self._fitting(names, prefix)
            left = end - time.monotonic()
            if len(fitting) >= minimum:
                return fitting
            if left <= 0:
                there = [each for each in self.namespaces().values() if each.functions]
                found = "; ".join(f"{each.label} has {sorted(each.functions)}" for each in there) or "none at all"
                fewer = "No processor" if minimum == 1 else f"Fewer than {minimum} processors"
                raise TimeoutException(f"{fewer} of {list(names)} within {timeout} s; found {found}.", (), timeout)
            self._read(min(left, _LOOK_SECONDS))

    def _fitting(self, names, prefix):
        """Processors that have all functions, as the first of them declares these; the lowest prefix first."""
        fitting = []
        for each in self.namespaces().values():
            if each.functions and each.prefix.hex().startswith(prefix) and set(names) <= set(each.functions):
                first = (fitting or [each])[0].functions
                if not any(schema_compatible(first[name].schema, each.functions[name].schema) for name in names):
                    fitting.append(each)
        return fitting

    def _send(self, processor, signature, rows, inputs, deadline):
        """Writes a call object."""
        batch = _Batch(self, processor, signature, inputs)
        results, called = Results(), []
        for row in rows:
            slots = {each.name: self._slot(self._next_id(), batch) for each in signature.outputs}
            batch.slots += slots.values()
            called.append(dict(row, **{name: slot.id for name, slot in slots.items()}))
            results.append(Result({each.name: Ref(self, slots[each.name], each.kind) for each in signature.outputs}))
        try:
            data = _call_bytes(signature, called, processor.epoch, deadline)
            batch.buffer = self._write(self._next_id(processor.prefix), data.size, lambda sink: sink.write(data))
        except Exception:
            batch.done()
            raise
        if batch.slots:
            self._batches.add(batch)
            if processor.prefix in self._changed:
                self._check([batch])
        return results

    def _wait(self, ref, timeout):
        end = time.monotonic() + timeout
        self._read(0)
        while not ref._slot.is_settled():
            left = end - time.monotonic()
            if left <= 0:
                raise TimeoutException(f"Not there after {timeout} s: {ref.id.hex()}.", [ref], timeout)
            self._read(min(left, _LOOK_SECONDS))

    def _noted(self, wanted, sealed):
        slot = self._slots.get(wanted)
        if sealed and wanted in self._unwanted:
            self._unwanted.remove(wanted)
            self._client.delete([plasma.ObjectID(wanted)])
        elif not sealed and slot is not None and slot.batch is not None and not slot.is_settled():
            self._check([slot.batch])
        super()._noted(wanted, sealed)

    def _declaration_changed(self, prefix, _):
        self._changed.add(prefix)
        self._check([batch for batch in self._batches if batch.processor.prefix == prefix])

    def _check(self, batches):
        lives = self._census() if batches else None
        for batch in batches:
            if not lives(batch.processor.prefix, batch.processor.epoch):
                self._changed.add(batch.processor.prefix)
                batch.processor_lost()

    def _look(self):
        self._check([batch for batch in self._batches if not batch.processor.owned])

    def _let_go(self):
        for batch in list(self._batches):
            batch.done()
        for slot in list(self._slots.values()):
            slot.settle(None, ValueError("The store is closed."))


def connect(socket=None, name=None):
    """A Store at the path of a socket, by default $PLASMA_SOCKET."""
    return Store(socket, name)


# ------------------------------------------------------------------------------------------------------------- serving


class _IncomingCall:
    """A call object that was read: who wants its outputs, and what was written for it."""

    def __init__(self, wanted, signature, deadline):
        self.id = wanted
        self.signature = signature
        self.deadline = deadline
        self.gone = False
        self.written = []


class _IncomingRow:
    """A row that waits for its inputs."""

    def __init__(self, call, values):
        self.call = call
        self.values = values
        self.outputs = call.signature.ids("out", values)
        self.inputs = {}  # slots by id
        self.problem = None


class Processor(_Peer):
    """Serves functions: decorated ones, or objects whose methods are decorated. For one thread.

    name: what the namespace is called; prefix: hexadecimal digits that its prefix must begin with.
    """

    def __init__(self, *served, socket=None, name=None, prefix="", max_attempts=10000):
        self._functions = {each.signature.name: each for each in _functions_of(served)}
        if not self._functions:
            raise ValueError("A processor needs a function; decorate one with @dal.function.")
        self._calls = {}
        self._rows = []
        self._stopped = False
        self._reserved = None
        self._wake_reading, self._wake_writing = os.pipe()
        schemas = [each.signature.schema for each in self._functions.values()]
        super().__init__(socket, name or "+".join(self._functions), schemas, prefix, max_attempts)
        self._take_reserve()

    def run(self):
        """Runs calls until stop(), from a signal or another thread; then closes."""
        with self:
            while not self._stopped:
                self.process()

    def stop(self):
        """Ends run(), once the function at work has returned."""
        if not self._closed:
            self._stopped = True
            os.write(self._wake_writing, b"x")

    def process(self, timeout=None, catch_exceptions=True):
        """Waits for a call that can run and runs it; False if none came in time. Failures go to the caller, and with
        catch_exceptions=False to whoever called this as well.
        """
        end = time.monotonic() + (DEFAULT_TIMEOUT if timeout is None else timeout)
        self._read(0)
        while not self._stopped:
            row = next((each for each in self._rows if self._can_start(each)), None)
            if row is not None:
                self._rows.remove(row)
                self._serve(row, catch_exceptions)
                return True
            left = end - time.monotonic()
            if left <= 0:
                break
            deadlines = [(each.call.deadline - time.time_ns()) / 1e9 for each in self._rows if each.call.deadline]
            self._read(min(left, _LOOK_SECONDS, *deadlines), [self._wake_reading])
        return False

    # calls come and go

    def _noted(self, wanted, sealed):
        if wanted in self._calls and not sealed:
            self._drop(wanted)
        elif sealed and wanted[:4] == self._own_prefix and wanted[4:] != _DECLARATION_SUFFIX:
            if wanted[4:8] != self._own_prefix:
                self._take(wanted)
        super()._noted(wanted, sealed)

    def _declaration_changed(self, prefix, sealed):
        if not sealed:
            self._caller_gone(prefix)
        self._check_inputs()

    def _take(self, wanted):
        found = self._find(wanted)
        if found is None:
            return
        data = found[1].to_pybytes()
        del found  # nobody is told of the deletion of what is held
        try:
            schema, rows = _read_call(data)
            signature = Signature(schema)
        except _UNREADABLE as e:
            warnings.warn(f"Object {wanted.hex()} is no call and is ignored: {e}")
            return
        deadline = _text(schema.metadata, "dal:deadline")
        readable = deadline is not None and re.fullmatch("[0-9]{20}", deadline) and int(deadline) < 2**63
        call = self._calls[wanted] = _IncomingCall(wanted, signature, int(deadline) if readable else None)
        taken = [_IncomingRow(call, values) for values in rows]
        answered = self._find_all(each for row in taken for each in row.outputs)
        taken = [row for row in taken if not row.outputs or None in [answered[each] for each in row.outputs]]
        for row in taken:
            row.problem = self._refusal(row, deadline)
            row.inputs = {each: self._slot(each) for each in signature.ids("in", row.values)}
        there = self._find_all(each for row in taken for each in row.inputs)
        for row in taken:
            for each, slot in row.inputs.items():
                slot.settle(there[each])
        self._rows += taken
        self._check_inputs()

    def _refusal(self, row, deadline):
        called = row.call.signature
        to = _text(called.schema.metadata, "dal:to")
        if to is not None and to.lower() != self._epoch.hex():
            return self._error(row, "ProcessorLost", "The call is meant for a former owner of this prefix.")
        served = self._functions.get(called.name)
        if served is None:
            found = sorted(self._functions)
            return self._error(row, "UnknownFunction", f"There is no function '{called.name}' here; found {found}.")
        problems = schema_compatible(called.schema, served.signature.schema)
        for each in served.signature.parameters:
            if not problems and each.name in called.by_name and not each.nullable and row.values[each.name] is None:
                problems.append(f"Parameter '{each.name}' must not be null; found null")
        if deadline is not None and row.call.deadline is None:
            problems.append(f"The call's 'dal:deadline' is '{deadline}'; expected a Unix time in nanoseconds of 20 "
                            "digits")
        return self._error(row, "Incompatible", "; ".join(problems) + ".") if problems else None

    def _drop(self, wanted):
        call = self._calls.pop(wanted)
        call.gone = True
        call.written.clear()
        self._rows = [row for row in self._rows if row.call is not call]

    def _caller_gone(self, prefix):
        for wanted in [each for each in self._calls if each[4:8] == prefix]:
            self._drop(wanted)

    def _look(self):
        callers = {wanted[4:8] for wanted in self._calls}
        lives = self._census() if callers else None
        for prefix in callers:
            if not lives(prefix):
                self._caller_gone(prefix)
        self._check_inputs()

    def _check_inputs(self):
        """Inputs that can no longer come are lost."""
        waiting = [slot for row in self._rows for slot in row.inputs.values() if not slot.is_settled()]
        lives = self._census() if waiting else None
        for slot in waiting:
            prefix, origin, epoch = slot.id[:4], slot.id[4:8], slot.id[8:12].hex()
            if not lives(prefix, epoch if origin == prefix else None):
                lost = f"Input {slot.id.hex()} can no longer come: its namespace {prefix.hex()} has ended."
                slot.settle(self._find(slot.id), ObjectLost(lost))  # it may have come just before

    def _can_start(self, row):
        slots = row.inputs.values()
        lost = next((slot.failure for slot in slots if slot.failure is not None), None)
        if row.problem is None and row.call.deadline is not None and time.time_ns() > row.call.deadline:
            row.problem = self._error(row, "DeadlineExceeded", "The deadline passed before the start.")
        elif row.problem is None and lost is not None:
            row.problem = self._error(row, "InputLost", str(lost))
        failed = any(slot.is_error() for slot in slots)
        return row.problem is not None or failed or all(slot.is_settled() for slot in slots)

    # answers

    def _serve(self, row, catch_exceptions):
        failed = [slot.error() for slot in row.inputs.values() if slot.is_error()]
        if row.problem is None and failed:
            others = {"suppressed": failed[1:]} if failed[1:] else {}
            row.problem = self._error(row, "InputFailed", "An input is an error.", cause=failed[0], **others)
        if row.problem is not None:
            self._fail(row, row.outputs, row.problem)
            return
        served, dimensions = self._functions[row.call.signature.name], Dimensions()
        try:
            inputs = self._inputs(served, row, dimensions)
        except FormatError as e:
            self._fail(row, row.outputs, self._error(row, "Incompatible", f"{e}."))
            return
        try:
            missing = self._publish(served, row, served.run(inputs, Call(self, row.call)), dimensions)
            self._fail(row, missing, self._error(row, "MissingOutput", "The function returned no value."))
        except Exception as e:
            self._fail(row, row.outputs, self._failure(row, e))
            if not catch_exceptions:
                raise
        finally:
            row.inputs.clear()

    def _failure(self, row, thrown):
        self._read(0)
        late = row.call.deadline is not None and time.time_ns() > row.call.deadline
        kind = ("StoreFull" if isinstance(thrown, plasma.PlasmaStoreFull) else "Cancelled" if row.call.gone
                else "DeadlineExceeded" if late else "Failed")
        return self._error(row, kind, **_described(thrown))

    def _inputs(self, served, row, dimensions):
        inputs = {}
        for parameter in served.signature.given:
            value = row.values.get(parameter.name)
            if value is not None and parameter.role == "in":
                try:
                    value = row.inputs[value].read(parameter.kind)
                except FormatError as e:
                    raise FormatError(f"Input '{parameter.name}': {e}") from e
                dimensions.bind(parameter, value)
            inputs[parameter.name] = value
        return inputs

    def _publish(self, served, row, results, dimensions):
        """Writes the outputs that were asked for; the ids of those that have no value."""
        asked = [(each, row.values[each.name]) for each in served.signature.outputs if row.values.get(each.name)]
        missing, checked = [], []
        for output, wanted in asked:
            value = results.get(output.name)
            if value is None:
                missing.append(wanted)
                continue
            try:
                value = output.kind.convert(value)
                dimensions.bind(output, value)
                checked.append((wanted, *output.kind.write(value)))
            except FormatError as e:
                raise FormatError(f"Output '{output.name}': {e}") from e
        for wanted, size, write in checked:
            try:
                self._keep(row, self._write(wanted, size, write))
            except plasma.PlasmaObjectExists:
                pass  # it keeps its first value
        return missing

    def _keep(self, row, buffer):
        if not row.call.gone and buffer is not None:
            row.call.written.append(buffer)

    def _error(self, row, kind, message="", **others):
        return _error(kind, message, row.call.signature.name, self.label, **others)

    def _fail(self, row, outputs, error):
        for wanted in outputs:
            try:
                self._keep(row, self._write_error(wanted, error))
            except plasma.PlasmaStoreFull:
                self._write_into_reserve(row, wanted, dict(error, message=error["message"][:1000], stack=[]))

    # the room that is kept for errors

    def _take_reserve(self):
        try:
            self._reserved = self._write(self._next_id(), _RESERVE_BYTES, lambda sink: sink.write(b"\0"))
        except plasma.PlasmaStoreFull:
            self._reserved = None

    def _write_into_reserve(self, row, wanted, error):
        """Others may be faster to take the room: tries again while somebody waits for the answer."""
        end = time.monotonic() + DEFAULT_TIMEOUT
        while not row.call.gone and time.monotonic() < end:
            self._reserved = None
            try:
                self._keep(row, self._write_error(wanted, error))
                break
            except plasma.PlasmaStoreFull:
                self._read(0.05)
        self._take_reserve()

    def _let_go(self):
        """Answers what was not started, and waits a while until the answers were taken."""
        self._stopped = True
        self._catch_up()
        self._read(0)
        end = time.monotonic() + _ANSWERS_TAKEN_SECONDS
        self._refuse_all()
        while time.monotonic() < end and any(call.signature.outputs for call in self._calls.values()):
            self._read(end - time.monotonic())
            self._refuse_all()
        self._calls.clear()
        self._reserved = None
        os.close(self._wake_reading)
        os.close(self._wake_writing)

    def _refuse_all(self):
        rows, self._rows = self._rows, []
        for row in rows:
            self._fail(row, row.outputs, self._error(row, "Closed", "The processor was closed before the call."))


def _functions_of(served):
    for each in served:
        if isinstance(each, Function):
            yield each
        else:
            methods = [name for name in dir(type(each)) if isinstance(getattr(type(each), name, None), Function)]
            if not methods:
                raise ValueError(f"{each!r} is no processing function and has none; decorate with @dal.function.")
            yield from (getattr(each, name) for name in methods)


def _read_call(data):
    """Schema and rows (dicts by name) of a call."""
    with pa.ipc.open_stream(data) as reader:
        schema, table = reader.schema, reader.read_all()
    columns = [_plain(column) for column in table.columns]
    return schema, [dict(zip(schema.names, row)) for row in zip(*columns)]


def _plain(column):
    """Values of a column; times as numpy has them, since Python's own have no nanoseconds."""
    kind = column.type
    if not (pa.types.is_timestamp(kind) or pa.types.is_duration(kind)):
        return column.to_pylist()
    make = np.datetime64 if pa.types.is_timestamp(kind) else np.timedelta64
    return [None if each is None else make(each, kind.unit) for each in column.cast(pa.int64()).to_pylist()]


def serve(*served, socket=None, name=None, prefix=""):
    """Serves functions until the program is interrupted or terminated."""
    processor = Processor(*served, socket=socket, name=name, prefix=prefix)
    previous = signal.signal(signal.SIGTERM, lambda *_: processor.stop())
    try:
        print(f"{processor.name} waiting for calls at prefix {processor.prefix}", flush=True)
        processor.run()
    except KeyboardInterrupt:
        processor.close()
    finally:
        signal.signal(signal.SIGTERM, previous)
