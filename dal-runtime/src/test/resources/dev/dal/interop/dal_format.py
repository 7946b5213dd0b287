"""The object format of the DAL in Python, with pyarrow 11 alone: ids, schemas, declarations, tensors, calls, errors.

Written from the description of the format (dal-format.md), not from the Java code, so that each checks the other.
Ids and prefixes are bytes; a plasma.ObjectID is made where the store is asked.
"""

import base64
import json

import numpy as np
import pyarrow as pa

EOS = b"\xff\xff\xff\xff\0\0\0\0"
OBJECT_ID_TYPE = pa.binary(20)
DECLARATION_SUFFIX = bytes(16)
ERROR_METADATA = b"dal:error"
STORED_TYPES = {"bool": "uint8", "complex64": "float32", "complex128": "float64"}


class FormatError(Exception):
    """An object is not what it should be."""


class RemoteError(Exception):
    """An object is an error object; holds its JSON."""

    def __init__(self, error):
        super().__init__(json.dumps(error))
        self.error = error


# Ids (section 1)


def make_id(prefix, origin, epoch, counter):
    """prefix ++ origin ++ epoch ++ counter."""
    return prefix + origin + epoch + counter.to_bytes(8, "big")


def declaration_id(prefix):
    return prefix + DECLARATION_SUFFIX


# Schemas (section 2)


def value(name, arrow_type, nullable=False):
    return pa.field(name, arrow_type, nullable)


def tensor(name, role, element_type, dimensions, nullable=False):
    metadata = {"proc:par": role, "proc:tensor:elem": element_type, "proc:tensor:dims": json.dumps(dimensions)}
    return pa.field(name, OBJECT_ID_TYPE, nullable, metadata)


def table(name, role, schema, nullable=False):
    encoded = base64.b64encode(schema.serialize().to_pybytes()).decode()
    return pa.field(name, OBJECT_ID_TYPE, nullable, {"proc:par": role, "proc:table:schema": encoded})


def table_schema(field):
    """The columns that a table parameter declares, None where the parameter is no table."""
    encoded = text(field.metadata, "proc:table:schema")
    return None if encoded is None else pa.ipc.read_schema(pa.BufferReader(base64.b64decode(encoded)))


def function(name, *fields):
    return pa.schema(fields, metadata={"proc:func": name})


def text(metadata, key):
    """A value of schema or field metadata, None where there is none."""
    found = (metadata or {}).get(key.encode())
    return None if found is None else found.decode()


def function_name(schema):
    return text(schema.metadata, "proc:func")


def fields_with_role(schema, role):
    return [field for field in schema if text(field.metadata, "proc:par") == role]


# Declarations (section 1)


def write_declaration(metadata, functions):
    """Encapsulated schemas: the namespace, its functions; then EOS."""
    messages = [pa.schema([], metadata=metadata), *functions]
    return b"".join(schema.serialize().to_pybytes() for schema in messages) + EOS


def read_declaration(buffer):
    """Metadata of the namespace (decoded), schemas of its functions, and what follows EOS."""
    reader = pa.BufferReader(buffer)
    schemas = []
    while True:
        start = reader.tell()
        head = reader.read(8)
        if head == EOS:
            break
        if head[:4] != EOS[:4]:
            raise FormatError(f"no encapsulated message at {start} of a declaration: {head!r}")
        reader.seek(start)
        schemas.append(pa.ipc.read_schema(reader))
    if not schemas:
        raise FormatError("a declaration without a namespace schema")
    metadata = {key.decode(): found.decode() for key, found in (schemas[0].metadata or {}).items()}
    return metadata, schemas[1:], reader.read()


# Tensors (section 4)


def stored(array):
    """What is written of an array: complex numbers become pairs of their parts."""
    array = np.asarray(array)
    return np.stack([array.real, array.imag], axis=-1) if np.iscomplexobj(array) else array


def write_tensor(array, names=()):
    """An encapsulated Tensor message; the array is written as it lies, complex ones as pairs."""
    names = [name.split("=")[0] for name in names]
    if np.iscomplexobj(array) and names:
        names.append("complex")
    sink = pa.BufferOutputStream()
    pa.ipc.write_tensor(pa.Tensor.from_numpy(stored(array), dim_names=names or None), sink)
    return sink.getvalue().to_pybytes()


def read_tensor(buffer, element_type, rank):
    """A copy of a tensor's elements; fails unless type and rank are as expected."""
    found = pa.ipc.read_tensor(pa.BufferReader(buffer))
    is_complex = element_type.startswith("complex")
    stored_type = pa.from_numpy_dtype(np.dtype(STORED_TYPES.get(element_type, element_type)))
    if found.type != stored_type or len(found.shape) != rank + is_complex:
        raise FormatError(f"expected {element_type} of rank {rank}, found {found.type} of shape {found.shape}")
    array = np.array(found.to_numpy())
    if not is_complex:
        return array
    return np.ascontiguousarray(array).view(element_type).reshape(array.shape[:-1])


# Tables (section 5)


def write_table(table, most_rows=None):
    """A stream of record batches."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table, most_rows)
    return sink.getvalue().to_pybytes()


def read_table(buffer, schema):
    """The declared columns of a table, found by name; fails if one is missing, of another type, or null where it must not be."""
    with pa.ipc.open_stream(buffer) as reader:
        found = reader.read_all()
    columns = []
    for field in schema:
        if field.name not in found.column_names:
            raise FormatError(f"no column '{field.name}' among {found.column_names}")
        column = found.column(field.name)
        if column.type != field.type or (column.null_count > 0 and not field.nullable):
            raise FormatError(f"column '{field.name}' is {column.type} with {column.null_count} nulls, not {field}")
        columns.append(column)
    return pa.table(columns, schema=schema)


# Calls (section 3)


def write_call(schema, rows, to=None, deadline=None):
    """A stream of one batch; rows are dicts of Python values by field name, missing ones null."""
    metadata = dict(schema.metadata)
    if to is not None:
        metadata["dal:to"] = to
    if deadline is not None:
        metadata["dal:deadline"] = deadline
    schema = schema.with_metadata(metadata)
    columns = [pa.array([row.get(field.name) for row in rows], field.type) for field in schema]
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, schema) as writer:
        writer.write_batch(pa.record_batch(columns, schema=schema))
    return sink.getvalue().to_pybytes()


def read_call(data):
    """Schema and rows (dicts; times as numbers) of a call; what is no stream fails."""
    try:
        with pa.ipc.open_stream(data) as reader:
            schema = reader.schema
            columns = [plain(column).to_pylist() for column in reader.read_all().columns]
    except (pa.ArrowInvalid, EOFError, OSError) as e:
        raise FormatError(f"no call: {e}") from e
    if function_name(schema) is None:
        raise FormatError("no call: no proc:func")
    return schema, [dict(zip(schema.names, row)) for row in zip(*columns)]


def plain(column):
    """Times as numbers: Python's own have no nanoseconds."""
    if pa.types.is_date32(column.type):
        return column.cast(pa.int32())
    return column.cast(pa.int64()) if pa.types.is_temporal(column.type) else column


def output_ids(schema, row):
    ids = [row[field.name] for field in fields_with_role(schema, "out")]
    return [found for found in ids if found is not None]


def input_ids(schema, row):
    ids = [row[field.name] for field in fields_with_role(schema, "in")]
    return [found for found in ids if found is not None]


# Errors (section 6)


def make_error(kind, message, function, processor, **others):
    error = {"kind": kind, "message": message, "function": function, "processor": processor}
    error.update(others)
    return error


def write_error(error):
    return json.dumps(error, ensure_ascii=False).encode("utf-8")
