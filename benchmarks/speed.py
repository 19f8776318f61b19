"""Time of one call of each function, and of a list of a million, beside the peers.

A scalar call is timed by pyperf in fresh processes: the loop goes over 64 floats next to
the stated argument, so no interpreter can lift the call out of the loop, and the time of
the loop itself is part of every figure. Reported is the least over two turns, minutes
apart, which a busy machine disturbs less than the median; that stands beside it. The list
is one ``list(map(f, qs))`` over evenly spaced probabilities, per element.

"purestats" in the last column is the unit: 3 means that a call takes three times as long.
"bare port" is the yardstick: the same formulas in one function, without any check of the
arguments, without loc and scale.

Run it under CPython, then under PyPy (--pypy PATH does both); each writes its own CSV.
"""

from __future__ import annotations

import functools
import importlib
import importlib.util
import itertools
import pathlib
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from math import inf, log, nextafter, sqrt
from typing import Any, NamedTuple

import pyperf

from . import report

Function = Callable[[float], Any]

ARGUMENTS_PER_LOOP = 64
PACKAGES = ["numpy", "scipy", "mpmath", "trueskill", "pyperf"]
COLUMNS = ["function", "argument", "implementation", "ns", "median", "times purestats"]
TURNS = 2  # all cases are measured this often, so that a slow minute hits none of them alone


class Case(NamedTuple):
    """One function of one implementation at one argument."""

    function: str
    argument: float
    peer: str
    target: str  # "module:path", or the name of a function below
    length: int = 0  # of the list; 0 for a scalar call

    @property
    def shown_argument(self) -> str:
        return f"list of {self.length:,}" if self.length else f"{self.argument:g}"

    @property
    def name(self) -> str:
        return f"{self.function} | {self.shown_argument} | {self.peer}"


# norm_ppf beside each peer that has a quantile.

PPF_PEERS = {
    "purestats": "purestats:norm_ppf",
    "bare port": "bare_port",
    "purestats.correctly_rounded": "purestats.correctly_rounded:norm_ppf",
    "purestats.norm_ppf_bisect": "purestats:norm_ppf_bisect",
    "NormalDist, reused": "statistics:NormalDist().inv_cdf",
    "NormalDist, built per call": "normal_dist_per_call",
    "trueskill": "trueskill.backends:ppf",
    "scipy.special.ndtri": "scipy.special:ndtri",
    "scipy.stats.norm.ppf": "scipy.stats:norm.ppf",
    "mpmath, 40 digits": "mpmath_quantile",
}
PPF_ARGUMENTS = [0.3, 0.975, 1e-20]
# A million calls of the slowest peers would take minutes; SciPy takes the list as an array.
LIST_PEERS = ["purestats", "bare port", "purestats.correctly_rounded", "NormalDist, reused"]
ARRAY_PEERS = {
    "numpy array, scipy.special.ndtri": "scipy.special:ndtri",
    "numpy array, scipy.stats.norm.ppf": "scipy.stats:norm.ppf",
}

# Every other function: its argument, and the peer that is nearest in name, or what people write.
OTHER_FUNCTIONS = {
    "norm_isf": (0.025, "scipy.stats:norm.isf"),
    "norm_interval": (0.95, "scipy.stats:norm.interval"),
    "ndtri": (0.975, "scipy.special:ndtri"),
    "norm_cdf": (-1.3, "scipy.stats:norm.cdf"),
    "norm_sf": (1.3, "scipy.stats:norm.sf"),
    "norm_pdf": (1.3, "scipy.stats:norm.pdf"),
    "norm_logpdf": (1.3, "scipy.stats:norm.logpdf"),
    "norm_logcdf": (-5.0, "scipy.stats:norm.logcdf"),
    "norm_logsf": (5.0, "scipy.stats:norm.logsf"),
    "norm_ilogcdf": (-50.0, "scipy.special:ndtri_exp"),
    "norm_ilogccdf": (-50.0, "scipy.stats:Normal().ilogccdf"),
    "norm_between": (1.3, "scipy_between"),
    "norm_logbetween": (1.3, "scipy_logbetween"),
    "norm_hazard": (1.3, "scipy_hazard"),
    "erfcx": (1.3, "scipy.special:erfcx"),
    "erfinv": (0.5, "scipy.special:erfinv"),
    "erfcinv": (1e-20, "scipy.special:erfcinv"),
}


UPPER_BOUND = {"norm_between": 2.0, "norm_logbetween": 2.0}


def cases(quick: bool) -> list[Case]:
    """All that is measured, the unit of each group first."""
    arguments = PPF_ARGUMENTS[1:2] if quick else PPF_ARGUMENTS
    functions = ["norm_cdf", "norm_between", "erfinv"] if quick else list(OTHER_FUNCTIONS)
    length = 10_000 if quick else 1_000_000
    result = [Case("norm_ppf", q, *peer) for q in arguments for peer in PPF_PEERS.items()]
    result += [Case("norm_ppf", 0.5, peer, PPF_PEERS[peer], length) for peer in LIST_PEERS]
    if not quick:
        result += [Case("norm_ppf", 0.5, *peer, length) for peer in ARRAY_PEERS.items()]
    for name in functions:
        argument, peer = OTHER_FUNCTIONS[name]
        result.append(Case(name, argument, "purestats", f"purestats:{name}"))
        rounded = f"purestats.correctly_rounded:{name}"
        result.append(Case(name, argument, "purestats.correctly_rounded", rounded))
        result.append(Case(name, argument, peer.replace(":", "."), peer))
    return result


# Peers that are not one attribute of one module.


def bare_port() -> Function:
    """The port in one function, for floats strictly between 0 and 1."""
    return _bare_ppf


def normal_dist_per_call() -> Function:
    """The quantile of a NormalDist built for each call."""
    return lambda q: statistics.NormalDist().inv_cdf(q)


def mpmath_quantile() -> Function:
    """The quantile by mpmath.erfinv, with digits enough that 2 q - 1 keeps the tail."""
    import mpmath

    mpmath.mp.dps = 40
    root = mpmath.sqrt(2)
    return lambda q: root * mpmath.erfinv(2 * mpmath.mpf(q) - 1)


def scipy_between() -> Callable[..., Any]:
    """The difference of two probabilities."""
    from scipy.stats import norm

    return lambda a, b: norm.cdf(b) - norm.cdf(a)


def scipy_logbetween() -> Callable[..., Any]:
    between = scipy_between()
    return lambda a, b: log(between(a, b))


def scipy_hazard() -> Function:
    """The quotient of density and tail."""
    from scipy.stats import norm

    return lambda x: norm.pdf(x) / norm.sf(x)


SCIPY = dict.fromkeys(["scipy_between", "scipy_logbetween", "scipy_hazard"], "scipy")
NEEDS = {"mpmath_quantile": "mpmath", **SCIPY}


@functools.cache
def load(target: str) -> Function:
    """The function a case names; its import is paid here, outside of the timing."""
    if ":" not in target:
        factory: Callable[[], Function] = globals()[target]
        return factory()
    module, path = target.split(":")
    start: Any = importlib.import_module(module)
    function: Function = functools.reduce(_step, path.split("."), start)
    return function


def _step(owner: Any, name: str) -> Any:
    value = getattr(owner, name.replace("()", ""))
    return value() if name.endswith("()") else value


def missing(target: str) -> str:
    """What a case lacks here, by name; empty if it can run. Imports no peer."""
    module, _, attribute = (target if ":" in target else NEEDS.get(target, "")).partition(":")
    package = module.partition(".")[0]
    if package and importlib.util.find_spec(package) is None:
        return package
    if package != "purestats":
        return ""
    if importlib.util.find_spec(module) is None:
        return module
    return "" if hasattr(importlib.import_module(module), attribute) else f"{module}.{attribute}"


# Timing.


def time_calls(loops: int, case: Case) -> float:
    """Seconds for loops times ARGUMENTS_PER_LOOP scalar calls."""
    function = load(case.target)
    if case.function in UPPER_BOUND:
        function = functools.partial(function, **{"b": UPPER_BOUND[case.function]})
    arguments = neighbours(case.argument, ARGUMENTS_PER_LOOP)
    function(case.argument)
    repeat = itertools.repeat(None, loops)
    begin = time.perf_counter()
    for _ in repeat:
        for argument in arguments:
            result = function(argument)
    seconds = time.perf_counter() - begin
    assert result is not None
    return seconds


def time_list(loops: int, case: Case) -> float:
    """Seconds for loops lists of case.length elements."""
    function = load(case.target)
    column: Any = [(i + 0.5) / case.length for i in range(case.length)]
    if case.peer in ARRAY_PEERS:
        import numpy as np

        column = np.array(column)
    repeat = itertools.repeat(None, loops)
    begin = time.perf_counter()
    for _ in repeat:
        if case.peer in ARRAY_PEERS:
            function(column)
        else:
            list(map(function, column))
    return time.perf_counter() - begin


def neighbours(start: float, count: int) -> list[float]:
    """The floats from start on, towards infinity."""
    result = [start]
    while len(result) < count:
        result.append(nextafter(result[-1], inf))
    return result


def measure(runner: Any, case: Case, turn: int) -> list[float]:
    """Nanoseconds of one call, one value per timing; empty inside a worker of pyperf."""
    timer = time_list if case.length else time_calls
    calls = case.length or ARGUMENTS_PER_LOOP
    if not runner.args.worker:
        print(f"measuring {case.name}", flush=True)
    name = f"{case.name} | {turn}"
    bench = runner.bench_time_func(name, timer, case, inner_loops=calls)
    return [] if bench is None else [value * 1e9 for value in bench.get_values()]


def make_runner(quick: bool, pypy: bool) -> Any:
    """A pyperf runner whose workers are started as this module."""

    def forward(command: list[str], args: Any) -> None:
        if args.quick:
            command.append("--quick")

    runner = pyperf.Runner(
        processes=1,
        values=3 if quick else 5,
        warmups=(2 if quick else 6) if pypy else 1,  # a JIT compiles while it warms up
        min_time=0.01 if quick else 0.05,
        program_args=("-m", "benchmarks.speed"),
        add_cmdline_args=forward,
    )
    report.add_common_options(runner.argparser)
    runner.argparser.set_defaults(quiet=True)
    runner.argparser.add_argument(
        "--pypy", type=pathlib.Path, help="a PyPy with pyperf, to be measured as well"
    )
    return runner


def table_rows(measured: list[tuple[Case, list[float]]]) -> list[list[Any]]:
    """Least and median of each case, and the ratio of the least to that of purestats."""
    units: dict[tuple[str, str], float] = {}
    rows = []
    for case, values in measured:
        least = min(values)
        group = case.function, case.shown_argument
        if case.peer == "purestats":
            units[group] = least
        ratio = least / units[group] if group in units else None
        rows.append([*group, case.peer, least, statistics.median(values), ratio])
    return rows


def run_under_pypy(pypy: pathlib.Path, args: Any) -> None:
    """Run this script under another interpreter, which writes its own CSV."""
    command = [str(pypy), "-m", "benchmarks.speed", "--results", str(args.results)]
    if subprocess.run(command + ["--quick"] * args.quick, check=False).returncode:
        print("skipped: PyPy (the run failed; does it have pyperf installed?)")


def main() -> None:
    quick = "--quick" in sys.argv
    pypy = sys.implementation.name == "pypy"
    runner = make_runner(quick, pypy)
    runner.argparser.description = __doc__
    args = runner.parse_args()
    all_cases = cases(quick)
    able = [case for case in all_cases if not missing(case.target)]
    values: dict[Case, list[float]] = {case: [] for case in able}
    for turn in range(1 if quick else TURNS):
        for case in able:  # a worker of pyperf does one of them
            values[case] += measure(runner, case, turn)
    if args.worker:
        return
    folder = report.results_folder(args)
    rows = table_rows(list(values.items()))
    header = report.environment(PACKAGES, quick)
    report.print_table(f"Nanoseconds a call, {report.interpreter()}", COLUMNS, rows)
    for name in dict.fromkeys(missing(case.target) for case in all_cases):
        if name:
            print(f"skipped: {name} (not available to {report.interpreter()})")
    report.write_csv(folder / f"speed-{sys.implementation.name}.csv", header, COLUMNS, rows)
    if args.pypy:
        run_under_pypy(args.pypy, args)
    if not pypy:
        plot(folder)


# The plot.


def plot(folder: pathlib.Path) -> None:
    """Draw the quantile at 0.975, under each interpreter that was measured here."""
    files = [folder / f"speed-{name}.csv" for name in ("cpython", "pypy")]
    files = [file for file in files if file.exists()]
    started = report.start_plot(len(files), 4.6, sharex=True, sharey=True)
    if started is None:
        return
    figure, axes = started
    labels: list[str] = []
    for file, axis in zip(files, axes):
        header, rows = report.read_csv(file)
        times = {
            row["implementation"]: float(row["ns"])
            for row in rows
            if (row["function"], row["argument"]) == ("norm_ppf", "0.975")
        }
        labels = labels or list(times)
        texts = [report.time_text(times[x]) if x in times else "not available" for x in labels]
        report.bars(axis, labels, [times.get(label) for label in labels], texts, (5, 3e8))
        interpreter = next(line for line in header if line.startswith("interpreter"))
        axis.set_title(interpreter.partition(": ")[2], loc="left", fontsize=12)
    for axis in axes:
        report.time_ticks(axis, 1, [1e1, 1e3, 1e5, 1e7])
        axis.set_xlabel("time of a call, log scale")
    report.title(figure, "One quantile, norm_ppf(0.975): the time of a call")
    header, _ = report.read_csv(files[0])
    note = report.setting(header, "scipy", "mpmath", "trueskill")
    note += ". Bare port: no checks."
    report.save_plot(figure, folder / "speed.svg", note)


# The yardstick. Coefficients and order of operations: Cephes ndtri, see purestats/normal.py.


# fmt: off
def _bare_ppf(q: float) -> float:
    if q > 0.13533528323661269189 and q <= 0.8646647167633873:
        c = q - 0.5
        r = c * c
        return (c + c * (r * (
            (((-5.99633501014107895267e1 * r + 9.80010754185999661536e1) * r
            - 5.66762857469070293439e1) * r + 1.39312609387279679503e1) * r
            - 1.23916583867381258016e0
        ) / (
            (((((((r + 1.95448858338141759834e0) * r + 4.67627912898881538453e0) * r
            + 8.63602421390890590575e1) * r - 2.25462687854119370527e2) * r
            + 2.00260212380060660359e2) * r - 8.20372256168333339912e1) * r
            + 1.59056225126211695515e1) * r - 1.18331621121330003142e0
        ))) * 2.50662827463100050242e0
    x = sqrt(-2.0 * log(1.0 - q if q > 0.5 else q))
    z = 1.0 / x
    if x < 8.0:
        correction = z * (
            (((((((4.05544892305962419923e0 * z + 3.15251094599893866154e1) * z
            + 5.71628192246421288162e1) * z + 4.40805073893200834700e1) * z
            + 1.46849561928858024014e1) * z + 2.18663306850790267539e0) * z
            - 1.40256079171354495875e-1) * z - 3.50424626827848203418e-2) * z
            - 8.57456785154685413611e-4
        ) / (
            (((((((z + 1.57799883256466749731e1) * z + 4.53907635128879210584e1) * z
            + 4.13172038254672030440e1) * z + 1.50425385692907503408e1) * z
            + 2.50464946208309415979e0) * z - 1.42182922854787788574e-1) * z
            - 3.80806407691578277194e-2) * z - 9.33259480895457427372e-4
        )
    else:
        correction = z * (
            (((((((3.23774891776946035970e0 * z + 6.91522889068984211695e0) * z
            + 3.93881025292474443415e0) * z + 1.33303460815807542389e0) * z
            + 2.01485389549179081538e-1) * z + 1.23716634817820021358e-2) * z
            + 3.01581553508235416007e-4) * z + 2.65806974686737550832e-6) * z
            + 6.23974539184983293730e-9
        ) / (
            (((((((z + 6.02427039364742014255e0) * z + 3.67983563856160859403e0) * z
            + 1.37702099489081330271e0) * z + 2.16236993594496635890e-1) * z
            + 1.34204006088543189037e-2) * z + 3.28014464682127739104e-4) * z
            + 2.89247864745380683936e-6) * z + 6.79019408009981274425e-9
        )
    x = x - log(x) / x - correction
    return x if q > 0.5 else -x
# fmt: on


if __name__ == "__main__":
    main()
