"""Calls Exchange, which Java serves, and Maths, which is declared and never run: the scenario that is named."""

import sys
import time

import dal
import numpy as np
import pyarrow as pa


def fails(error, action):
    """The exception of a type that an action ends with."""
    try:
        action()
    except error as e:
        return e
    raise AssertionError(f"no {error.__name__}")


def equal(found, expected):
    assert np.array_equal(found, expected), f"found {found!r}, expected {expected!r}"


def values(store, exchange):
    when = np.datetime64("2023-11-14T22:13:20.123456789", "ns")
    lasts = np.timedelta64(90, "s")
    result = exchange.describe(True, -128, 32767, -1, 0.5, "Größe ✓", b"\0\xff", when, lasts, np.datetime64("1969-12-31"),
                               bytes.fromhex("00ff" * 10))
    text = result.get().tobytes().decode("utf-8")
    assert text == "true -128 32767 -1 0.5 Größe ✓ 00ff 2023-11-14T22:13:20.123456789Z PT1M30S 1969-12-31 " + "00ff" * 10, text


def arrays(store, exchange):
    zs = np.array([[1 + 2j, -3j], [4.5, 0]], np.complex64)
    for each in (zs, np.asfortranarray(zs), zs.T.copy().T, zs.astype(">c8"), zs.tolist()):
        with exchange.parts(each, 2.0) as result:
            equal(result.re.get(), 2 * zs.real)
            equal(result["im"].get(), 2 * zs.imag)
            assert not result.re.get().flags.writeable
    with exchange.parts(np.zeros((0, 2), np.complex64), 1.0) as empty:
        assert empty.re.get().shape == (0, 2)
    with exchange.parts(store.put(zs, ["a", "b"]), factor=1.0) as put:
        equal(put.im.get(), zs.imag)


def tables(store, exchange):
    schema = pa.schema([pa.field("name", pa.utf8(), False), pa.field("height", pa.float64(), False)])
    columns = {"name": ["low", "hoch ✓", "höher"], "height": [1.0, 10.0, 11.0]}
    for table in (columns, pa.table(columns), pa.table(columns, schema=schema), pa.concat_tables([pa.table(columns)] * 2)):
        with exchange.select(table, 5.0) as result:
            found = result.high.get_dict()
            assert found["name"][:2] == ["hoch ✓", "höher"] and found["height"][:2] == [10.0, 11.0], found
            assert result.get().column_names == ["name", "height"]
    assert exchange.select(columns, 50.0).get().num_rows == 0


def chain(store, exchange):
    first = exchange.select({"name": ["a", "b", "c"], "height": [1, 2, 3]}, 2.0)
    second = exchange.select(first.high, 3.0)
    first.close()
    assert second.get().to_pydict() == {"name": ["c"], "height": [3.0]}


def batch(store, exchange):
    with exchange.root_batch([(float(i * i),) for i in range(100)]) as results:
        results.wait(20)
        assert [float(each.get()) for each in results] == [float(i) for i in range(100)]
    with exchange.root_batch([{"x": 4.0}, {"x": -1.0}]) as results:
        assert results[0].get() == 2.0
        assert fails(dal.ProcessingError, results[1].get).message == "x is -1.0"
    assert exchange.root_batch([]) == []


def errors(store, exchange):
    e = fails(dal.ProcessingError, exchange.root(-1.0).get)
    assert e.kind == "Failed" and e.type == "java.lang.IllegalArgumentException" and e.function == "root", str(e)
    assert e.processor == exchange.processor.label and any("ExchangeImplementation.root" in line for line in e.stack), e.stack
    assert str(e).endswith("java.lang.IllegalArgumentException: x is -1.0"), str(e)
    array = store.put(np.arange(3.0))
    garbage = store.ref(array.id, dal.Object())
    e = fails(dal.ProcessingError, exchange.select(garbage, 1.0).get)
    assert e.kind == "Incompatible" and e.message.startswith("Input 'places': "), str(e)
    failed = exchange.select(exchange.select(garbage, 1.0).high, 1.0)
    e = fails(dal.ProcessingError, failed.get)
    assert e.kind == "InputFailed" and e.__cause__.kind == "Incompatible", str(e)


def elements(store, exchange):
    kinds = store.caller("bools", "nulls")
    for element in dal._ELEMENTS:
        xs = np.array([[0, 1], [1, 0]], element)
        if np.dtype(element).kind in "iu":
            xs[0] = np.iinfo(element).min, np.iinfo(element).max
        elif element != "bool":
            xs[0] = np.finfo(element).max, np.nan if np.dtype(element).kind == "f" else -0.5j
        ys = kinds.call(element + "s", xs).get()
        assert ys.dtype == np.dtype(element) and ys.tobytes() == xs.tobytes(), f"{element}: {ys}"
        assert kinds.call(element + "s", store.put(xs[:, :0])).get().shape == (2, 0)


def nulls(store, exchange):
    kinds = store.caller("nulls")

    def found(*args, **kwargs):
        with kinds.nulls(*args, **kwargs) as result:
            assert result.asked.get() == 1
            return result.found.get().tobytes().decode()

    places = {"name": ["a"], "height": [1.0]}
    assert found() == ""
    assert found(1, "", "SUMMER", [], places) == "ntsxp"
    assert found(None, "text", xs=[1.0]) == "tx"
    assert found(season="WINTER", places=places) == "sp"
    assert found(number=0) == "n"
    e = fails(dal.ProcessingError, lambda: found(season="AUTUMN"))
    assert "expected one of [SUMMER, WINTER]" in e.message, str(e)


def broadcast(store, exchange):
    everyone = store.broadcast("add", "norm", minimum=2)
    assert len(everyone.processors) == 2, everyone.processors
    with everyone.add(1, [1, 2, 3]) as results:
        results.wait(20)
        assert [each.label for each in results.processors] == [each.label for each in everyone.processors]
        for result in results:
            equal(result.zs.get(), [2, 3, 4])
    with everyone.norm(store.put([3.0, 4.0], ["i"])) as norms:
        assert [float(norm.get()) for norm in norms] == [5.0, 5.0]
    assert str(fails(TypeError, lambda: everyone.add(1))) == "'add' needs a value for ['ys']."
    nobody = store.broadcast("unheard_of", minimum=0)
    assert nobody.call("unheard_of", 1) == []
    e = fails(dal.TimeoutException, lambda: store.broadcast("add", minimum=3, timeout=0.1))
    assert str(e).startswith("Fewer than 3 processors of ['add'] within 0.1 s; found "), str(e)
    fails(TypeError, lambda: everyone.batch("add", []))


def refused_before_the_call(store, exchange):
    def says(error, text, action):
        found = str(fails(error, action))
        assert text in found, found

    says(AttributeError, "There is no function 'rooot'", lambda: exchange.rooot(1.0))
    says(TypeError, "needs a value for ['x']", lambda: exchange.root())
    says(TypeError, "found 2 in order", lambda: exchange.root(1.0, 2.0))
    says(TypeError, "['y'] by name", lambda: exchange.root(1.0, y=2.0))
    says(dal.FormatError, "Parameter 'x' of 'root' is double", lambda: exchange.root("one"))
    says(dal.FormatError, "expected complex64[i,j], found elements of float64", lambda: exchange.parts(np.zeros((1, 1)), 1.0))
    says(dal.FormatError, "found the shape (2,)", lambda: exchange.parts([1, 2], 1.0))
    says(dal.FormatError, "expected table<", lambda: exchange.select(store.put([1.0]), 1.0))
    says(dal.FormatError, "no column 'height'", lambda: exchange.select({"name": ["a"]}, 1.0))
    says(dal.FormatError, "has 1 nulls", lambda: exchange.select({"name": [None], "height": [1.0]}, 1.0))
    maths = store.caller("add")
    says(dal.FormatError, "found numbers that do not fit", lambda: dal.Tensor("int8", "i").convert([300]))
    says(dal.FormatError, "expected int64[i], found elements of float64", lambda: maths.add(1, [1.5]))


def timeouts(store, exchange):
    maths = store.caller("add", "norm", timeout=0)
    assert maths.processor.prefix.hex() == "00000001"
    with maths.norm([1.0]) as result:
        e = fails(dal.TimeoutException, lambda: result.get(0.05))
        assert e.refs == [result.result] and e.timeout == 0.05 and result.result.id.hex() in str(e), str(e)
        assert not result.result.ready
        fails(dal.TimeoutException, lambda: result.get(0))


def deadlines(store, exchange):
    assert store.caller("root", deadline=60.0).root(9.0).get() == 3.0
    e = fails(dal.ProcessingError, store.caller("root", deadline=-1.0).root(9.0).get)
    assert e.kind == "DeadlineExceeded", str(e)


def cancelled(store, exchange):
    """A call that nobody wants any more is deleted."""
    result = store.caller("norm").norm([1.0])

    def calls():
        return [each for each in store._client.list() if each.binary()[:8] == b"\0\0\0\1" + bytes.fromhex(store.prefix)]

    assert len(calls()) == 1
    result.close()
    end = time.monotonic() + 20
    while calls() and time.monotonic() < end:
        store._read(0.05)
    assert calls() == [], [store._client.list()[each] for each in calls()]
    result.close()


def closed_references(store, exchange):
    result = exchange.root(4.0)
    array = result.get()
    result.close()
    assert array == 2.0, "a view keeps its object"
    assert "is closed" in str(fails(ValueError, result.get))
    for _ in range(200):
        exchange.root(1.0)  # dropped results are let go
    exchange.root(1.0).wait(20)
    end = time.monotonic() + 20
    while len(store._client.list()) > 20 and time.monotonic() < end:
        store._read(0.1)
    assert len(store._client.list()) <= 20, len(store._client.list())


def nobody_there(store, exchange):
    e = fails(dal.TimeoutException, lambda: store.caller("unheard_of", timeout=0.1))
    assert "No processor of ['unheard_of'] within 0.1 s; found " in str(e) and "Exchange" in str(e), str(e)
    fails(dal.TimeoutException, lambda: store.caller("root", prefix="01", timeout=0))


def lost(store, kind):
    waiting = store.caller("norm", timeout=20).norm([1.0])
    print("called", flush=True)
    e = fails(dal.ProcessingError, lambda: waiting.get(20))
    assert e.kind == kind, str(e)


scenario = sys.argv[1]
with dal.connect() as store:
    if scenario.startswith("lost_"):
        lost(store, "Closed" if scenario == "lost_close" else "ProcessorLost")
    else:
        exchange = store.caller("root")
        globals()[scenario](store, exchange)
        exchange.note(scenario + " ✓").wait()
print("done " + scenario, flush=True)
