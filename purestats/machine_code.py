# SPDX-License-Identifier: BSD-3-Clause
# mypy: allow-untyped-defs, allow-untyped-calls
# pyright: reportMissingImports=false
# ruff: noqa: F821
# Copyright (c) 2026 the purestats authors; the terms stand in purestats/normal.py.
"""Plain Python arithmetic as machine code, with the same bits: for numbers and for arrays.

A Compiler takes functions of floats as they stand, and has them compiled by Numba: their code over
a namespace in which what they call is compiled too. No operation is reordered or fused, and exp
and log are the C library's, as in Python: so the bits are.

Arrays go by branches. Where a branch of a function is chosen, a processor waits, and computes one
number at a time. So a function is run here, while it is compiled, on Lanes: objects that write
down each operation, for several numbers at once, and take the branches that one example takes.
Numbers are sorted into intervals, and each interval has its example. For every number the code
also asks whether it would have taken each branch as the example did; where it would not, and
where the result is NaN, the function as a whole is called for it. So the intervals matter for
speed alone.
"""

from __future__ import annotations

import hashlib
import inspect
import math
import operator
import sys
from functools import partial, wraps
from types import FunctionType
from typing import TYPE_CHECKING

from .elementwise import PLAIN, by_threads, elementwise, np, signal_invalid

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    _Function = Callable[..., Any]

    intrinsic: Any = None
    ir: Any = None
    numba: Any = None
    overload: Any = None
    types: Any = None

    # What the functions that are compiled have in their own namespace.
    compiled: Any
    find_intervals: Any
    function: Any
    intervals: int
    row: Any
    run: Any
else:
    try:
        import numba
        from llvmlite import ir
        from numba import types
        from numba.extending import intrinsic, overload
    except ImportError as error:
        raise ImportError("compiled functions need Numba: pip install numba") from error

__all__ = ["Compiler", "array_function", "in_loops"]

_OPTIONS: Any = {"error_model": "numpy", "nogil": True}
_LANES = 8  # numbers at once: two registers of AVX2, one of AVX-512
_BLOCK = 1024  # numbers that are sorted into intervals together; a multiple of _LANES
_FEW = 64  # below, sorting does not pay


class Compiler:
    """Compiles functions of floats, with what they call.

    given says what stands for a name in compiled code: a function, which is compiled, or a value
    that Numba knows. All others stand for what they do in the function's module; functions among
    them, and among the defaults, are compiled by the same rule. A function that is to compile
    takes and returns floats or tuples of them, calls no function that calls itself, and leaves
    texts to those that are given. options are Numba's, for functions that are not stored.
    """

    def __init__(self, given: Mapping[str, Any], **options: bool) -> None:
        self.given = given
        self._options = options
        self._compiled: dict[_Function, Any] = {}

    def function(self, function: _Function) -> Any:
        """The function as Numba's dispatcher: compiled when called, or named by what is."""
        if function not in self._compiled:
            self._compiled[function] = function  # one that names itself, as a method may
            copy = _over(function, self.given, self.function)
            self._compiled[function] = numba.njit(**_OPTIONS, **self._options)(copy)
        return self._compiled[function]

    def stored(self, function: _Function, name: str = "") -> Any:
        """The same, kept on disk from one process to the next, where Numba finds a place.

        What is kept goes by the name, and by a digest of all files that have a part in it.
        """
        copy = _over(function, self.given, self.function)
        copy.__qualname__ = f"{name or function.__name__}_{_digest(copy)}"
        try:
            return numba.njit(cache=True, **_OPTIONS)(copy)
        except RuntimeError:  # no place that can be written to
            return numba.njit(**_OPTIONS)(copy)


def in_loops(compiler, function):
    """Let functions that Numba compiles call this one of Python, with numbers."""
    names = tuple(inspect.signature(function).parameters)
    forward = _FORWARD[len(names)].__code__.replace(co_varnames=names)
    space: dict[str, Any] = {}
    call = FunctionType(forward, space, function.__name__, function.__defaults__)

    def chosen(*arguments, **keywords):
        if not space:
            code = space["compiled"] = compiler.stored(function)
            code.compile((types.float64,) * len(names))
            code.disable_compile()  # other numbers are converted
        return call

    vars(chosen)["__signature__"] = inspect.signature(call)
    overload(function, jit_options=_OPTIONS)(chosen)


_FORWARD: dict[int, Any] = {
    1: lambda a: compiled(a),
    3: lambda a, b, c: compiled(a, b, c),
    4: lambda a, b, c, d: compiled(a, b, c, d),
}


def _over(function, given, made):
    """The function over another namespace: what is given, and what is made of its functions."""

    def new(name, value):
        value = given.get(name, value)
        return made(value) if isinstance(value, FunctionType) else value

    outside = function.__globals__
    names = {name: new(name, outside.get(name)) for name in _names(function, given)}
    names.update(__builtins__=outside["__builtins__"], __name__=function.__module__)
    defaults = (new(getattr(each, "__name__", ""), each) for each in function.__defaults__ or ())
    return FunctionType(function.__code__, names, function.__name__, tuple(defaults))


def _names(function, given):
    """What the function names outside of itself."""
    outside = function.__globals__
    return [each for each in function.__code__.co_names if each in given or each in outside]


def _digest(function):
    """Of the files in which a function stands that this one calls, of this file, of constants."""
    waiting, seen, numbers = [function], set(), []
    while waiting:
        each = waiting.pop()
        each = getattr(each, "py_func", each)  # of a dispatcher
        if isinstance(each, FunctionType) and each not in seen:
            seen.add(each)
            waiting += [
                *(each.__defaults__ or ()),
                *(each.__globals__[k] for k in _names(each, {})),
            ]
        elif isinstance(each, (int, float, tuple)):  # may have been imported from elsewhere
            numbers.append(repr(each))
    digest = hashlib.sha256(f"{numba.__version__} {sorted(numbers)}".encode())
    for name in sorted({__name__, *(each.__module__ for each in seen)}):
        module: Any = sys.modules[name]
        digest.update(module.__spec__.loader.get_data(module.__file__))
    return digest.hexdigest()[:16]


# Lanes.

_DOUBLE = ir.DoubleType()
_LONG = ir.IntType(64)
_VECTOR = ir.VectorType(_DOUBLE, _LANES)
_LONGS = ir.VectorType(_LONG, _LANES)
_OPERATIONS = {"add": "fadd", "sub": "fsub", "mul": "fmul", "truediv": "fdiv"}
_COMPARISONS = {"lt": "<", "le": "<=", "gt": ">", "ge": ">=", "eq": "==", "ne": "!="}
# Where LLVM may have Intel's vectors of exp and log it takes them for its own names of those.
_OWN_NAMES = () if getattr(numba.config, "USING_SVML", False) else ("exp", "log")


class _Trace:
    """Writes operations down, and which numbers take the branches of the example."""

    def __init__(self, builder):
        self.builder = builder
        self.as_example = ir.Constant(ir.VectorType(ir.IntType(1), _LANES), [1] * _LANES)

    def operands(self, *operands):
        """What the operands are in LLVM: single numbers, or vectors if one is."""
        values = [
            each.value if isinstance(each, Lanes) else ir.Constant(_DOUBLE, float(each))
            for each in operands
        ]
        if all(each.type == _DOUBLE for each in values):
            return values
        return [each if each.type == _VECTOR else self.spread(each) for each in values]

    def spread(self, value):
        """A vector of the one value."""
        kind = ir.VectorType(value.type, _LANES)
        if isinstance(value, ir.Constant):
            return ir.Constant(kind, [value.constant] * _LANES)
        zeros = ir.Constant(ir.VectorType(ir.IntType(32), _LANES), [0] * _LANES)
        nothing = ir.Constant(kind, ir.Undefined)
        first = self.builder.insert_element(nothing, value, ir.Constant(_LONG, 0))
        return self.builder.shuffle_vector(first, nothing, zeros)

    def require(self, taken, wanted):
        """Note which numbers take a branch as the example did."""
        if not isinstance(taken.type, ir.VectorType):
            taken = self.spread(taken)
        if not wanted:
            taken = self.builder.xor(taken, ir.Constant(taken.type, [1] * _LANES))
        self.as_example = self.builder.and_(self.as_example, taken)

    def call(self, name, value):
        """The function of LLVM, or of the C library, for a number or for each of a vector."""
        if name in ("sqrt", "fabs"):
            suffix = "f64" if value.type == _DOUBLE else f"v{_LANES}f64"
            function = self.declared(f"llvm.{name}.{suffix}", value.type)
            return self.builder.call(function, [value])
        function = self.declared(f"llvm.{name}.f64" if name in _OWN_NAMES else name, _DOUBLE)
        if value.type == _DOUBLE:
            return self.builder.call(function, [value])
        result = ir.Constant(_VECTOR, ir.Undefined)
        for k in range(_LANES):
            place = ir.Constant(_LONG, k)
            each = self.builder.call(function, [self.builder.extract_element(value, place)])
            result = self.builder.insert_element(result, each, place)
        return result

    def declared(self, name, kind):
        """A function of the module that is written."""
        module = self.builder.module
        found = module.globals.get(name)
        return found or ir.Function(module, ir.FunctionType(kind, [kind]), name)


class Lanes:
    """Numbers in machine code, in place of one float; at is that of the example.

    ends are the least and the largest of them, where they are known.
    """

    __slots__ = ("at", "ends", "trace", "value")
    __hash__: Any = None
    __bool__: Any = None  # refused: only a comparison is noted as a branch

    def __init__(self, trace, value, at, ends=None):
        self.trace, self.value, self.at, self.ends = trace, value, at, ends

    def __neg__(self):
        ends = self.ends and (-self.ends[1], -self.ends[0])
        return Lanes(self.trace, self.trace.builder.fneg(self.value), -self.at, ends)

    def __abs__(self):
        return Lanes(self.trace, self.trace.call("fabs", self.value), abs(self.at))


def _at(operand):
    return operand.at if isinstance(operand, Lanes) else operand


def _operation(compute, emitted, swapped):
    def operation(self, other):
        if not isinstance(other, (Lanes, float, int)):
            return NotImplemented
        left, right = (other, self) if swapped else (self, other)
        emit = getattr(self.trace.builder, emitted)
        value = emit(*self.trace.operands(left, right))
        return Lanes(self.trace, value, compute(_at(left), _at(right)))

    return operation


def _comparison(compute, sign):
    def comparison(self, other):
        wanted = compute(self.at, _at(other))
        if not (
            self.ends
            and not isinstance(other, Lanes)
            and compute(self.ends[0], other) == compute(self.ends[1], other) == wanted
            and sign not in ("==", "!=")
        ):
            operands = self.trace.operands(self, other)
            builder = self.trace.builder
            compared = builder.fcmp_unordered if sign == "!=" else builder.fcmp_ordered
            self.trace.require(compared(sign, *operands), wanted)
        return bool(wanted)

    return comparison


for _name, _emitted in _OPERATIONS.items():
    _compute = getattr(operator, _name)
    setattr(Lanes, f"__{_name}__", _operation(_compute, _emitted, False))
    setattr(Lanes, f"__r{_name}__", _operation(_compute, _emitted, True))
for _name, _sign in _COMPARISONS.items():
    setattr(Lanes, f"__{_name}__", _comparison(getattr(operator, _name), _sign))


def _library(name):
    compute = getattr(math, name)

    def function(x):
        if not isinstance(x, Lanes):
            return compute(x)
        return Lanes(x.trace, x.trace.call(name, x.value), compute(x.at))

    return function


_LIBRARY = {name: _library(name) for name in ("exp", "expm1", "log", "log1p", "sqrt")}


def _traced(given):
    """From a function to the same for Lanes."""
    given = {**given, **_LIBRARY}
    made: dict[_Function, _Function] = {each: each for each in _LIBRARY.values()}

    def trace(function):
        if function not in made:
            made[function] = function
            made[function] = _over(function, given, trace)
        return made[function]

    return trace


def _intrinsic(steps, varying):
    """Numba's intrinsic that runs one of the steps, over as many numbers at once as lanes.

    It takes which step, how many numbers, the address of rows of _BLOCK, one for each varying
    argument, the other arguments, and the address of the results. A step gets a _Trace and the
    arguments, and returns a vector.
    """

    @intrinsic
    def run(_, step, count, rows, others, results):
        def write(context, builder, signature, arguments):
            step, count, rows, others, results = arguments
            single = [builder.extract_value(others, k) for k in range(signature.args[3].count)]
            done = builder.append_basic_block("done")
            switch = builder.switch(step, done)
            for case, body in steps.items():
                begin, loop = map(builder.append_basic_block, ("begin", "loop"))
                switch.add_case(ir.Constant(_LONG, case), begin)
                builder.position_at_end(begin)
                builder.branch(loop)
                builder.position_at_end(loop)
                place = builder.phi(_LONG)
                place.add_incoming(ir.Constant(_LONG, 0), begin)

                def pointer(base, kind, row=0, place=place):
                    offset = builder.add(place, ir.Constant(_LONG, row * _BLOCK))
                    offset = builder.mul(offset, ir.Constant(_LONG, 8))
                    return builder.inttoptr(builder.add(base, offset), kind.as_pointer())

                values = [builder.load(pointer(rows, _VECTOR, k), align=8) for k in range(varying)]
                trace = _Trace(builder)
                result = body(trace, [*values, *single])
                builder.store(result, pointer(results, result.type), align=8)
                after = builder.add(place, ir.Constant(_LONG, _LANES))
                place.add_incoming(after, loop)
                builder.cbranch(builder.icmp_signed("<", after, count), loop, done)
            builder.position_at_end(done)
            return context.get_dummy_value()

        return types.void(types.intp, types.intp, types.uintp, others, types.uintp), write

    return run


def _interval_of(key, cuts):
    """The step that counts how many of the cuts the key of each number has passed."""

    def step(trace, values):
        of = key(*(Lanes(trace, each, math.nan) for each in values))
        passed = ir.Constant(_LONGS, [0] * _LANES)
        for cut in cuts:
            has = trace.builder.fcmp_ordered(">=", *trace.operands(of, cut))
            passed = trace.builder.add(passed, trace.builder.zext(has, _LONGS))
        return passed

    return step


def _by_example(function, least, above):
    """The step that is the function where its branches are those of the middle of an interval."""

    def step(trace, values):
        # The interval is that of the first argument where loc is 0 and scale, the last, is 1.
        at = [least + 0.6 * (above - least), *[0.0] * (len(values) - 2), 1.0]
        lanes = [Lanes(trace, *each) for each in zip(values, at)]
        if len(lanes) == 1:
            lanes[0].ends = least, math.nextafter(above, -math.inf)
        result = trace.operands(function(*lanes))[0]
        nan = ir.Constant(_VECTOR, [math.nan] * _LANES)
        return trace.builder.select(trace.as_example, result, nan)

    return step


# Arrays.


def array_function(
    compiler,
    one,
    cuts=(),
    key=lambda x, *others: x,
    name="",
):
    """From a function of numbers to the same for arrays, as elementwise has it, in machine code.

    cuts are where a branch changes, of what key makes of the arguments: by default the first
    itself. An interval between two cuts that is chosen badly costs time, and nothing else.
    """
    label = name or one.__name__
    compiled: dict[Any, Any] = {}

    def machine_code(*shape):
        """What fills an array: of so many columns, single numbers, and numbers in all."""
        *arguments, size = shape
        used = cuts if size > _FEW else ()
        chosen = (*arguments, used)
        if chosen not in compiled:
            compiled[chosen] = _compiled_fill(compiler, one, used, key, *arguments)
        return compiled[chosen]

    def fill(columns, result, threads):
        varying = max((k for k, each in enumerate(columns) if each.ndim), default=0) + 1
        others = tuple(map(float, columns[varying:]))
        code = machine_code(varying, len(others), result.size)
        part = partial(_fill_part, code, columns[:varying], others, result)
        return by_threads(part, result.size, threads)

    general = elementwise(one, few=1, name=label, fill=fill)(one)

    @wraps(general)
    def function(*args, out=None, workers=1, **keywords):
        x = args[0] if args else None
        if (
            type(x) is np.ndarray
            and x.dtype == np.float64
            and x.ndim == 1
            and x.size > 1
            and out is None
            and workers == 1
            and not keywords
            and all(type(each) in PLAIN for each in args[1:])
        ):
            result = np.empty(x.size)
            others = tuple(map(float, args[1:]))
            if machine_code(1, len(others), x.size)((x,), others, result):
                signal_invalid(label)
            return result
        return general(*args, out=out, workers=workers, **keywords)

    return function


def _fill_part(code, columns, others, result, part):
    """Fill a part of an array: at once, but where the type or the order is another."""
    nditer: Any = np.nditer
    blocks = nditer(
        [*columns, result],
        ["external_loop", "buffered", "growinner", "ranged"],
        [*[["readonly", "aligned", "nbo"]] * len(columns), ["writeonly", "aligned", "nbo"]],
        [np.float64] * (len(columns) + 1),
        casting="same_kind",
        buffersize=8 * _BLOCK,
    )
    invalid = False
    with np.errstate(all="ignore"), blocks:  # what it rounds to may be infinite, or 0
        blocks.iterrange = part
        for *rows, place in blocks:
            invalid |= code(tuple(rows), others, place)
    return invalid


def _compiled_fill(compiler, one, cuts, key, varying, others):
    """The machine code of _fill for so many columns and so many single numbers."""
    names = {"function": compiler.function(one), "row": _ROW[varying], "intervals": len(cuts) - 1}
    if cuts:
        trace = _traced(compiler.given)
        examples = enumerate(zip(cuts, cuts[1:]), 1)
        steps = {k: _by_example(trace(one), *ends) for k, ends in examples}
        names["find_intervals"] = _intrinsic({0: _interval_of(trace(key), cuts)}, varying)
        names["run"] = _intrinsic(steps, varying)
    column = types.Array(types.float64, 1, "A", readonly=True)
    numbers = types.UniTuple(types.float64, others) if others else types.Tuple(())
    kinds = [types.UniTuple(column, varying), numbers, types.Array(types.float64, 1, "A")]
    if cuts:
        kinds += [types.float64[::1], types.intp, types.uintp[::1], types.intp]
    label = f"{one.__name__}_{varying}_{others}_{bool(cuts)}"
    code = Compiler(names).stored(_fill if cuts else _fill_each, label)
    code.compile(types.boolean(*kinds))
    code.disable_compile()
    if not cuts:
        return code

    def with_memory(columns, others, out):
        work = np.empty((2 * varying + 1) * _BLOCK)
        places = np.empty((len(cuts) + 3) * _BLOCK, np.uintp)
        return code(columns, others, out, work, _address(work), places, _address(places))

    return with_memory


def _address(array):
    return array.__array_interface__["data"][0]


# These are compiled over a namespace in which function, row, find_intervals, run and intervals,
# how many there are, are those of one array function. Indices are unsigned, or Numba would ask
# of each whether it is below 0.


def _fill(columns, others, out, work, at_work, places, at_places):
    """out = function(*columns, *others), number by number; whether a NaN is new."""
    size, block = np.uintp(len(columns)), np.uintp(_BLOCK)
    # The rows of work: a block of the columns; those of an interval; the results.
    address = at_work + 8 * _BLOCK * len(columns)
    ordered, results = size * block, 2 * size * block
    # The rows of places: the interval of each number; the numbers of each, and of none, that
    # is of the first and the last; how many there are.
    counts = np.uintp(intervals + 3) * block
    invalid = False
    for begin in range(np.uintp(0), np.uintp(out.size), block):
        count = np.uintp(out.size) - begin
        if count > block:
            count = block
        for k in range(size):
            for i in range(count):
                work[k * block + i] = columns[k][begin + i]
        find_intervals(0, count, at_work, others, at_places)
        for k in range(np.uintp(intervals + 2)):
            places[counts + k] = 0
        for i in range(count):
            interval = places[i]
            found = places[counts + interval]
            places[(interval + np.uintp(1)) * block + found] = i
            places[counts + interval] = found + np.uintp(1)
        left = places[counts]
        for interval in range(np.uintp(1), np.uintp(intervals + 2)):
            found = places[counts + interval]
            first = (interval + np.uintp(1)) * block
            inside = found and interval <= intervals
            if inside:
                for k in range(size):
                    for j in range(found):
                        work[ordered + k * block + j] = work[k * block + places[first + j]]
                run(interval, found, address, others, address + 8 * _BLOCK * len(columns))
            for j in range(found):
                i = places[first + j]
                value = work[results + j]
                if inside and value == value:
                    out[begin + i] = value
                else:
                    places[block + left] = i
                    left += np.uintp(1)
        for j in range(left):
            i = begin + places[block + j]
            arguments = row(columns, i) + others
            value = function(*arguments)
            out[i] = value
            if value != value:
                invalid |= not _holds_nan(arguments)
    return invalid


def _fill_each(columns, others, out):
    """The same, by calls of the function alone."""
    invalid = False
    for i in range(out.size):
        arguments = row(columns, i) + others
        out[i] = value = function(*arguments)
        if value != value:
            invalid |= not _holds_nan(arguments)
    return invalid


def _holds_nan(arguments):
    for each in arguments:  # noqa: SIM110, Numba has no any
        if each != each:
            return True
    return False


_ROW = {  # whose row: a tuple of arrays, or a matrix
    1: lambda columns, i: (columns[0][i],),
    2: lambda columns, i: (columns[0][i], columns[1][i]),
    3: lambda columns, i: (columns[0][i], columns[1][i], columns[2][i]),
    4: lambda columns, i: (columns[0][i], columns[1][i], columns[2][i], columns[3][i]),
}
