# SPDX-License-Identifier: BSD-3-Clause
# mypy: allow-untyped-defs, allow-untyped-calls
# pyright: reportMissingImports=false
"""Plain Python arithmetic as machine code, with the same bits: for numbers and for arrays.

A Compiler has Numba compile functions of floats as they stand, with what they call. No operation
is reordered or fused, and exp and log are the C library's, as in Python: so the bits are.

In arrays, numbers are sorted into intervals, each with an example. While it is compiled, the
function runs on Lanes: objects that write each operation down, for several numbers at once, and
take the branches of the example. For numbers that take others, or whose result is NaN, the whole
function is called: the intervals matter for speed alone.
"""

from __future__ import annotations

import ctypes
import hashlib
import inspect
import math
import operator
from functools import cache, partial, wraps
from pathlib import Path
from types import FunctionType
from typing import TYPE_CHECKING

from .elementwise import PLAIN, _fill_by_calls, elementwise, fill_by_parts, np, signal_invalid

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    _Function = Callable[..., Any]

    # What no type checker finds, and what compiled functions have in their namespace.
    _any: Any = None
    intrinsic = ir = llvm = numba = overload = types = _any
    compiled = function = one = intervals = row = run = _any
else:
    try:
        import numba
        from llvmlite import binding as llvm
        from llvmlite import ir
        from numba import types
        from numba.extending import intrinsic, overload
    except ImportError as error:
        raise ImportError("compiled functions need Numba: pip install numba") from error

__all__ = ["Compiler", "array_function", "in_loops"]

_OPTIONS: Any = {"error_model": "numpy", "nogil": True}
_LANES = 8  # numbers at once: two registers of AVX2, one of AVX-512
_BLOCK = 1024  # numbers sorted together; a multiple of _LANES


class Compiler:
    """Compiles functions of floats, with what they call.

    given says what stands for a name in compiled code: a function or a value that Numba knows.
    Functions among these, other names and defaults are compiled too. All take and return floats or
    tuples of them, none is recursive, and texts are left to what is given.
    inline says whether those that are not stored become part of what calls them.
    """

    def __init__(self, given: Mapping[str, Any], inline: bool = False) -> None:
        self.given = given
        options = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True, "forceinline": inline}
        self._copied = _copier(lambda: self.given, numba.njit(**_OPTIONS, **options))

    def function(self, function: _Function) -> Any:
        """The function as Numba's dispatcher: compiled when it is called."""
        return self._copied(function)

    def stored(self, function: _Function, name: str = "") -> Any:
        """The same, kept on disk if it can be."""
        copy = _over(function, self.given, self._copied)
        copy.__qualname__ = f"{name or function.__name__}_{_digest()}"
        try:
            return numba.njit(cache=True, **_OPTIONS)(copy)
        except RuntimeError:  # no place that can be written to
            return numba.njit(**_OPTIONS)(copy)


def in_loops(compiler, function):
    """Let functions that Numba compiles call this one, with numbers."""
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


def _copier(given, finish):
    """Copies functions _over a namespace, once."""
    made: dict[_Function, Any] = {}

    def copied(function):
        if function not in made:
            made[function] = function  # it may name itself
            made[function] = finish(_over(function, given(), copied))
        return made[function]

    return copied


def _over(function, given, made):
    """The function over what is given for names and made of functions."""

    def new(name, value):
        value = given.get(name, value)
        return made(inspect.unwrap(value)) if isinstance(value, FunctionType) else value

    outside = function.__globals__
    names = {
        name: new(name, outside.get(name))
        for name in function.__code__.co_names
        if name in given or name in outside
    }
    names.update(__builtins__=outside["__builtins__"], __name__=function.__module__)
    defaults = (new(getattr(each, "__name__", ""), each) for each in function.__defaults__ or ())
    return FunctionType(function.__code__, names, function.__name__, tuple(defaults))


@cache
def _digest():
    """Of the package's files."""
    digest = hashlib.sha256(numba.__version__.encode())
    for each in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(each.read_bytes())
    return digest.hexdigest()[:16]


# Lanes.

_DOUBLE = ir.DoubleType()
_LONG = ir.IntType(64)
_VECTOR = ir.VectorType(_DOUBLE, _LANES)
_LONGS = ir.VectorType(_LONG, _LANES)
_OPERATIONS = {"add": "fadd", "sub": "fsub", "mul": "fmul", "truediv": "fdiv"}
_COMPARISONS = {"lt": "<", "le": "<=", "gt": ">", "ge": ">=", "eq": "==", "ne": "!="}


class _Trace:
    """Writes down operations, and which numbers go as the example."""

    def __init__(self, builder):
        self.builder = builder
        self.as_example = ir.Constant(ir.VectorType(ir.IntType(1), _LANES), [1] * _LANES)

    def call(self, name, kind, value):
        module = self.builder.module
        function = module.globals.get(name)
        if function is None:
            function = ir.Function(module, ir.FunctionType(kind, [kind]), name)
            function.attributes.add("readnone")
        return self.builder.call(function, [value])

    def library(self, name, vector):
        """The C library's function of each number."""
        if name in ("sqrt", "fabs"):
            return self.call(f"llvm.{name}.v{_LANES}f64", _VECTOR, vector)
        result = ir.Constant(_VECTOR, ir.Undefined)
        for k in range(_LANES):
            place = ir.Constant(_LONG, k)
            each = self.builder.extract_element(vector, place)
            each = self.call(f"purestats_{name}", _DOUBLE, each)
            result = self.builder.insert_element(result, each, place)
        return result


class Lanes:
    """Numbers in machine code; at is that of the example."""

    __bool__: Any = None  # only a comparison is noted as a branch

    def __init__(self, trace, value, at):
        self.trace, self.value, self.at = trace, value, at

    def __neg__(self):
        return Lanes(self.trace, self.trace.builder.fneg(self.value), -self.at)

    def __abs__(self):
        return Lanes(self.trace, self.trace.library("fabs", self.value), abs(self.at))


def _at(operand):
    return operand.at if isinstance(operand, Lanes) else operand


def _value(operand):
    if isinstance(operand, Lanes):
        return operand.value
    return ir.Constant(_VECTOR, [float(operand)] * _LANES)


def _operation(compute, emitted, swapped):
    def operation(self, other):
        if not isinstance(other, (Lanes, float, int)):
            return NotImplemented
        left, right = (other, self) if swapped else (self, other)
        value = getattr(self.trace.builder, emitted)(_value(left), _value(right))
        return Lanes(self.trace, value, compute(_at(left), _at(right)))

    return operation


def _comparison(compute, sign):
    def comparison(self, other):
        trace, builder = self.trace, self.trace.builder
        compare = builder.fcmp_unordered if sign == "!=" else builder.fcmp_ordered
        taken, wanted = compare(sign, self.value, _value(other)), compute(self.at, _at(other))
        trace.as_example = builder.and_(trace.as_example, taken if wanted else builder.not_(taken))
        return bool(wanted)

    return comparison


for _name, _emitted in _OPERATIONS.items():
    _compute = getattr(operator, _name)
    setattr(Lanes, f"__{_name}__", _operation(_compute, _emitted, False))
    setattr(Lanes, f"__r{_name}__", _operation(_compute, _emitted, True))
for _name, _sign in _COMPARISONS.items():
    setattr(Lanes, f"__{_name}__", _comparison(getattr(operator, _name), _sign))


def _library(name, x):
    compute = getattr(math, name)
    if not isinstance(x, Lanes):
        return compute(x)
    return Lanes(x.trace, x.trace.library(name, x.value), compute(x.at))


_LIBRARY = {name: partial(_library, name) for name in ("exp", "expm1", "log", "log1p", "sqrt")}
for _name in _LIBRARY:
    # Python's own: Numba's go through one more, and take half as long again.
    _found = getattr(ctypes.pythonapi, _name, None)
    _address = ctypes.cast(_found, ctypes.c_void_p).value if _found else None
    llvm.add_symbol(f"purestats_{_name}", _address or llvm.address_of_symbol(_name))


def _intrinsic(steps, varying):
    """Numba's intrinsic that runs one of the steps, on as many numbers as lanes.

    It takes which, the address of rows of _BLOCK numbers, the other arguments, and the address of
    results. A step makes a vector of a _Trace and vectors.
    """

    @intrinsic
    def run(_, step, rows, others, results):
        def write(context, builder, signature, arguments):
            step, rows, others, results = arguments
            values = [ir.Constant(_VECTOR, ir.Undefined)] * (varying + len(signature.args[2]))
            for k in range(varying):
                address = builder.add(rows, ir.Constant(_LONG, 8 * _BLOCK * k))
                pointer = builder.inttoptr(address, _VECTOR.as_pointer())
                values[k] = builder.load(pointer, align=8)
            for k in range(varying, len(values)):
                number = builder.extract_value(others, k - varying)
                for lane in range(_LANES):
                    place = ir.Constant(_LONG, lane)
                    values[k] = builder.insert_element(values[k], number, place)
            done = builder.append_basic_block()
            switch = builder.switch(step, done)
            for case, body in enumerate(steps):
                block = builder.append_basic_block()
                switch.add_case(ir.Constant(_LONG, case), block)
                builder.position_at_end(block)
                result = body(_Trace(builder), values)
                pointer = builder.inttoptr(results, result.type.as_pointer())
                builder.store(result, pointer, align=8)
                builder.branch(done)
            builder.position_at_end(done)
            return context.get_dummy_value()

        return types.void(types.intp, types.intp, others, types.intp), write

    return run


def _nothing(trace, values):
    """The step outside of all intervals."""
    return _value(math.nan)


def _interval_of(key, cuts):
    """The step that counts the cuts that the key of each number has passed."""

    def step(trace, values):
        of = key(*(Lanes(trace, each, math.nan) for each in values)).value
        passed = ir.Constant(_LONGS, [0] * _LANES)
        for cut in cuts:
            has = trace.builder.fcmp_ordered(">=", of, _value(cut))
            passed = trace.builder.add(passed, trace.builder.zext(has, _LONGS))
        return passed

    return step


def _by_example(function, least, above):
    """The function where its branches are those of the middle of an interval."""

    def step(trace, values):
        # The first argument, in its interval where loc is 0 and scale, the last, 1.
        at = [least + 0.6 * (above - least), *[0.0] * (len(values) - 2), 1.0]
        result = function(*(Lanes(trace, *each) for each in zip(values, at)))
        return trace.builder.select(trace.as_example, _value(result), _value(math.nan))

    return step


# Arrays.


def array_function(compiler, one, cuts=(), key=None, name="", kept=None):
    """The function of numbers over arrays, as elementwise has it, in machine code.

    cuts are where a branch changes, of what key makes of the arguments: by default the first.
    kept is what one calls with the others: once where these are numbers. A NaN of it is left to
    Python.
    """
    label, most = name or one.__name__, one.__code__.co_argcount
    machine_code = cache(partial(_machine_code, compiler, one, cuts, key or _first, kept))

    def fill(columns, result, threads):
        varying = max((k for k, each in enumerate(columns) if each.ndim), default=0) + 1
        others = tuple(map(float, columns[varying:]))
        if kept and varying == 1:
            try:
                others = kept(*others)
            except ValueError:
                return _fill_by_calls(one, columns, result)
        code = machine_code(varying, len(others))
        is_new = fill_by_parts(
            lambda rows, place: code(tuple(rows), others, place),
            [np.broadcast_to(each, result.shape) for each in columns[:varying]],
            result,
            threads,
            8 * _BLOCK,
            ["growinner"],
        )
        if is_new and kept:
            at = np.isnan(result)
            *rows, again = (each[at] for each in np.broadcast_arrays(*columns, result))
            is_new = _fill_by_calls(one, rows, again)
            result[at] = again
        return is_new

    general = elementwise(one, few=1, name=label, fill=fill)(one)

    @wraps(general)
    def function(*args, **keywords):
        x = args[0] if args else None
        # Speed, for few numbers.
        if (
            not kept
            and type(x) is np.ndarray
            and x.dtype == np.float64
            and x.ndim == 1
            and x.size > 1
            and not keywords
            and most - len(one.__defaults__ or ()) <= len(args) <= most
            and all(type(each) in PLAIN for each in args[1:])
        ):
            result = np.empty(x.size)
            if machine_code(1, len(args) - 1)((x,), tuple(map(float, args[1:])), result):
                signal_invalid(label)
            return result
        return general(*args, **keywords)

    return function


def _first(x, *others):
    return x


def _machine_code(compiler, one, cuts, key, kept, varying, others):
    """That of _fill, for so many columns and so many single numbers."""
    function = one
    if others >= one.__code__.co_argcount:
        compiler = Compiler({**compiler.given, kept.__name__: _first, "one": one})
        function = _by_kept
    names = {"function": compiler.function(function), "row": _ROW[varying]}
    if cuts:
        trace = _copier(lambda: {**compiler.given, **_LIBRARY}, lambda copy: copy)
        steps = [_by_example(trace(one), *ends) for ends in zip(cuts, cuts[1:])]
        steps = [_nothing, *steps, _nothing, _interval_of(trace(key), cuts)]
        names.update(intervals=len(cuts) + 1, run=_intrinsic(steps, varying))
    column = types.Array(types.float64, 1, "A", readonly=True)
    numbers = types.UniTuple(types.float64, others) if others else types.Tuple(())
    label = f"{one.__name__}_{varying}_{others}"
    code = Compiler(names).stored(_fill if cuts else _fill_each, label)
    out = types.Array(types.float64, 1, "A")
    code.compile(types.boolean(types.UniTuple(column, varying), numbers, out))
    code.disable_compile()
    return code


# Indices are unsigned, or Numba would ask of each whether it is below 0.


def _fill(columns, others, out):
    """out = function(*columns, *others), number by number; whether a NaN is new."""
    size, block, step = np.uintp(out.size), np.uintp(_BLOCK), np.uintp(_LANES)
    # Of a block: rows, the interval of each number, the numbers of each interval, and how many.
    # Of an interval: rows, results.
    rows, where = np.empty((len(columns), _BLOCK)), np.empty(_BLOCK, np.uintp)
    numbers, counts = np.empty((intervals, _BLOCK), np.uintp), np.empty(intervals, np.uintp)
    ordered, results = np.empty((len(columns), _BLOCK)), np.empty(_BLOCK)
    invalid = False
    for begin in range(np.uintp(0), size, block):
        count = min(size - begin, block)
        for k in range(len(columns)):
            for i in range(count):
                rows[k, i] = columns[k][begin + i]
        for i in range(np.uintp(0), count, step):
            run(intervals, rows.ctypes.data + 8 * i, others, where.ctypes.data + 8 * i)
        counts[:], mixed = 0, False
        for i in range(count):
            mixed |= where[i] != where[0]
        for i in range(count):
            interval = where[i]
            found = counts[interval] if mixed else i  # a processor waits for what it just wrote
            numbers[interval, found] = i
            counts[interval] = found + np.uintp(1)
        left = np.uintp(0)
        for interval in range(np.uintp(intervals)):
            found = counts[interval]
            for k in range(len(columns)):
                for j in range(found):
                    ordered[k, j] = rows[k, numbers[interval, j]]
            for j in range(np.uintp(0), found, step):
                run(interval, ordered.ctypes.data + 8 * j, others, results.ctypes.data + 8 * j)
            for j in range(found):
                i = numbers[interval, j]
                value = results[j]
                if value == value:
                    out[begin + i] = value
                else:
                    numbers[0, left] = i
                    left += np.uintp(1)
        for j in range(left):
            invalid |= _called(columns, others, out, begin + numbers[0, j])
    return invalid


def _fill_each(columns, others, out):
    """The same without intervals."""
    invalid = False
    for i in range(np.uintp(out.size)):
        invalid |= _called(columns, others, out, i)
    return invalid


def _called(columns, others, out, i):
    """out[i] by a call of the function; whether it is a NaN and new."""
    arguments = row(columns, i) + others
    out[i] = value = function(*arguments)
    known = True
    for each in arguments:
        known &= each == each
    return known and value != value


def _by_kept(x, *kept):
    return one(x, kept, 0.0)


_ROW = {  # of a tuple of arrays
    1: lambda c, i: (c[0][i],),
    2: lambda c, i: (c[0][i], c[1][i]),
    3: lambda c, i: (c[0][i], c[1][i], c[2][i]),
    4: lambda c, i: (c[0][i], c[1][i], c[2][i], c[3][i]),
    5: lambda c, i: (c[0][i], c[1][i], c[2][i], c[3][i], c[4][i]),
}
