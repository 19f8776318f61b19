"""The command line: called in this process, and started as a shell starts it."""

import contextlib
import io
import itertools
import math
import os
import pathlib
import re
import select
import signal
import subprocess
import sys

import pytest

import purestats
from purestats import __main__ as command_line

COMMAND = [sys.executable, "-m", "purestats"]
ROOT = pathlib.Path(purestats.__file__).parents[1]  # the program is the package tested here
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}

PROBABILITIES = ["pdf", "logpdf", "cdf", "logcdf", "sf", "logsf", "hazard"]
OF_BOUNDS = ["between", "logbetween"]
QUANTILES = ["ppf", "isf", "interval", "ilogcdf", "ilogccdf"]
METHODS = [*PROBABILITIES, *QUANTILES]
STANDARD = ["ndtr", "log_ndtr", "ndtri", "ndtri_exp", "erf", "erfc", "erfcx", "erfinv", "erfcinv"]

posix = pytest.mark.skipif(os.name != "posix", reason="signals, pipes and terminals of POSIX")


@pytest.fixture
def run(capsys, monkeypatch):
    """A call of main: what it writes, and its status. Its standard input is strictly ASCII."""

    def call(*arguments, stdin=b""):
        stream = io.TextIOWrapper(io.BytesIO(stdin), encoding="ascii", errors="strict")
        monkeypatch.setattr(sys, "stdin", stream)
        try:
            status = command_line.main(arguments)
        except SystemExit as stop:
            status = stop.code
        output = capsys.readouterr()
        return output.out, output.err, status

    return call


# Values on the command line.


@pytest.mark.parametrize(
    ("arguments", "want"),
    [
        ("ppf 0.975", "1.959963984540054\n"),
        ("ppf 0.5 1e-300", "0.0\n-37.0470962993612\n"),
        ("isf 1e-20", "9.262340089798409\n"),
        ("interval 0.95", "-1.959963984540054 1.959963984540054\n"),
        ("ppf 0.9 --loc 100 --scale 15", "119.22327348316901\n"),
        ("ppf --scale 15 0.9 --loc=100", "119.22327348316901\n"),
        ("norm_ppf 0.9 --loc 100 --scale 15", "119.22327348316901\n"),
        ("ppf 0.5 --loc -1e-5", "-1e-05\n"),
        ("ppf 0.5 --loc -1.5 0.5", "-1.5\n-1.5\n"),
        ("ppf 0.5 --loc -inf", "-inf\n"),
        ("ppf nan 0 1", "nan\n-inf\ninf\n"),
        ("interval nan", "nan nan\n"),
        ("cdf -INF -.5 -- -5e-1", "0.0\n0.3085375387259869\n0.3085375387259869\n"),
        ("erfinv -1 0", "-inf\n0.0\n"),
        ("between -1.96 1.96", "0.9500042097035591\n"),
        ("between 0 1e-20 -inf 0 --scale 2", "1.9947114020071635e-21\n0.5\n"),
        ("norm_logbetween 50 51 --loc 10", "-804.6084420137538\n"),
        ("between nan 1", "nan\n"),
        ("norm.ppf 0.5", "0.0\n"),
        ("t.ppf 0.975 --df 9", "2.262157162798205\n"),
        ("chi2.sf 7.81 --df 3", "0.050106056350005944\n"),
        ("truncnorm.sf 9 --a 8 --b inf", "0.00018141706453202386\n"),
    ],
)
def test_answers(run, arguments, want):
    assert run(*arguments.split()) == (want, "", 0)


@pytest.mark.parametrize("name", [*METHODS, *(f"norm_{m}" for m in METHODS), "norm_ppf_bisect"])
def test_every_function_of_the_distribution(run, name):
    function = getattr(purestats, name if name.startswith("norm_") else f"norm_{name}")
    value = -0.25 if "ilog" in name else 0.25
    for options, parameters in [
        ([], {}),
        (["--loc", "1"], {"loc": 1.0}),
        (["--scale", "2"], {"scale": 2.0}),
        (["--loc", "1", "--scale", "2"], {"loc": 1.0, "scale": 2.0}),
    ]:
        want = function(value, **parameters)
        numbers = want if isinstance(want, tuple) else (want,)
        assert run(name, repr(value), *options) == (" ".join(map(repr, numbers)) + "\n", "", 0)


@pytest.mark.parametrize("name", [*OF_BOUNDS, *(f"norm_{name}" for name in OF_BOUNDS)])
def test_functions_of_two_values(run, name):
    function = getattr(purestats, name if name.startswith("norm_") else f"norm_{name}")
    want = f"{function(0.25, 0.75, 1.0, 2.0)!r}\n{function(0.5, 3.0, 1.0, 2.0)!r}\n"
    scaled = ("--loc", "1", "--scale", "2")
    assert run(name, "0.25", "0.75", "0.5", "3", *scaled) == (want, "", 0)
    assert run(name, "-", *scaled, stdin=b"0.25 0.75\n 0.5\t3 \n") == (want, "", 0)
    first, _, last = want.partition("\n")
    assert run(name, "0.25", "0.75", "-", *scaled, stdin=b"0.5 3") == (first + "\n" + last, "", 0)


def test_lines_that_are_not_two_numbers_or_not_in_order(run):
    out, err, status = run("between", "-", stdin=b"0 1\n1\n1 2 3\n1 x\n\n2 1\n-1 0\n")
    value = purestats.norm_between(0, 1)
    assert (out, status) == (f"{value}\n" + 5 * "nan\n" + f"{value}\n", 1)
    lines = err.splitlines()
    for line, (number, text) in zip(lines, [(2, "1"), (3, "1 2 3"), (4, "1 x"), (5, "")]):
        assert line == f"purestats: line {number}: {text!r}: not two numbers"
    assert (
        lines[4] == "purestats: line 6: '2 1': a must not be greater than b, got a=2.0 and b=1.0"
    )


@pytest.mark.parametrize("name", STANDARD)
def test_every_function_of_the_standard_normal(run, name):
    value = -0.25 if name == "ndtri_exp" else 0.25
    assert run(name, repr(value)) == (f"{getattr(purestats, name)(value)!r}\n", "", 0)
    for option in ("--loc", "--scale"):
        out, err, status = run(name, repr(value), option, "1")
        assert (out, status) == ("", 2)
        assert f"'{option[2:]}'" in err


OTHERS = {"t": {"df": 2.5}, "chi2": {"df": 2.5}, "truncnorm": {"a": -1.5, "b": math.inf}}
OF_EACH = ["pdf", "logpdf", "cdf", "logcdf", "sf", "logsf", "ppf", "isf", "interval"]


@pytest.mark.parametrize("distribution", OTHERS)
@pytest.mark.parametrize("method", OF_EACH)
def test_every_function_of_another_distribution(run, distribution, method):
    shape = OTHERS[distribution]
    given = [text for name, value in shape.items() for text in (f"--{name}", str(value))]
    for options, parameters in [
        ([], {}),
        (["--loc", "-1"], {"loc": -1.0}),
        (["--loc", "-1", "--scale", "2"], {"loc": -1.0, "scale": 2.0}),
    ]:
        want = getattr(getattr(purestats, distribution), method)(0.25, **shape, **parameters)
        line = " ".join(map(repr, want if isinstance(want, tuple) else (want,))) + "\n"
        for name in (f"{distribution}.{method}", f"{distribution}_{method}"):
            assert run(name, "0.25", *given, *options) == (line, "", 0)
            assert run(name, "-", *given, *options, stdin=b"0.25\n") == (line, "", 0)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ("t.ppf 0.975", "missing 1 required positional argument: 'df'"),
        ("t_ppf 0.975 --loc 1", "missing 1 required positional argument: 'df'"),
        ("chi2.sf -", "missing 1 required positional argument: 'df'"),
        ("truncnorm.sf 1", "missing 2 required positional arguments: 'a' and 'b'"),
        ("truncnorm.sf 1 --a 0", "missing 1 required positional argument: 'b'"),
        ("t.ppf 0.975 --df 0", "df must be greater than 0, got 0.0"),
        ("t.ppf - --df -1e-5", "df must be greater than 0, got -1e-05"),
        ("chi2.sf 7.81 --df 3 --scale 0", "scale must be greater than 0, got 0.0"),
        ("truncnorm.sf 1 --a 1 --b -1", "a must be less than b, got a=1.0 and b=-1.0"),
        ("t.ppf 1.5 --df 9", "q must be in [0, 1], got 1.5"),
        ("t.ppf 0.975 --df x", "argument --df: not a number: 'x'"),
        ("t.ppf 0.975 --df 9 --a 1", "unexpected keyword argument 'a'"),
        ("truncnorm.sf 1 --a 0 --b 1 --df 5", "unexpected keyword argument 'df'"),
        ("ppf 0.975 --df 9", "unexpected keyword argument 'df'"),
        ("t.pfp 0.975", "invalid choice: 't.pfp' (near: t_ppf, t_pdf"),
        ("t.hazard 1 --df 9", "invalid choice: 't.hazard'"),
        ("t.rvs 1 --df 9", "invalid choice: 't.rvs'"),
        ("beta.sf 0.5", "invalid choice: 'beta.sf'"),
    ],
)
def test_misuse_of_another_distribution(run, arguments, reason):
    out, err, status = run(*arguments.split(), stdin=b"0.5\n")
    assert (out, status) == ("", 2)
    assert reason in err


def test_nan_of_another_distribution(run):
    assert run("t.sf", "nan", "1", "--df", "nan") == ("nan\nnan\n", "", 0)
    out, err, status = run("t.ppf", "-", "--df", "9", stdin=b"2\n0.5\n")
    assert (out, status) == ("nan\n0.0\n", 1)
    assert err == "purestats: line 1: '2': q must be in [0, 1], got 2.0\n"


@pytest.mark.parametrize(
    ("arguments", "module"),
    [
        ("ppf 0.5", None),
        ("t.ppf 0.5 --df 9", "student_t"),
        ("chi2.sf 1 --df 9", "chi_squared"),
        ("truncnorm.sf 1 --a 0 --b 2", "truncated"),
    ],
)
def test_a_distribution_is_loaded_when_it_is_named(arguments, module):
    program = (
        "import sys; from purestats import __main__; __main__.main(sys.argv[1:]);"
        "print(*(name.split('.')[1] for name in sys.modules if name.startswith('purestats.')))"
    )
    command = [sys.executable, "-c", program, *arguments.split()]
    result = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=CLEAN)
    loaded = set(result.stdout.splitlines()[1].split())
    assert loaded & {"student_t", "chi_squared", "truncated"} == ({module} if module else set())
    if not module:
        assert loaded == {"normal", "__main__"}


def test_the_output_reads_back_as_the_same_float(run):
    values = [repr(k / 97) for k in range(1, 97)]
    out, _, _ = run("ppf", *values)
    assert [float(line) for line in out.split()] == [purestats.norm_ppf(float(v)) for v in values]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ("", "arguments are required"),
        ("ppf", "arguments are required"),
        ("mode 0.5", "invalid choice: 'mode'"),
        ("__doc__ 1", "invalid choice: '__doc__'"),
        ("norm 1", "invalid choice: 'norm'"),
        ("ppf many", "argument VALUE: not a number: 'many'"),
        ("ppf -1d5", "argument VALUE: not a number: '-1d5'"),
        ("ppf -.5d1", "argument VALUE: not a number: '-.5d1'"),
        ("ppf -infinite", "argument VALUE: not a number: '-infinite'"),
        ("ppf 1.5", "q must be in [0, 1], got 1.5"),
        ("ppf -1e-5", "q must be in [0, 1], got -1e-05"),
        ("ppf 0.5 0.25 1.5", "q must be in [0, 1], got 1.5"),
        ("ppf 0.5 0.25 many", "not a number: 'many'"),
        ("ppf - 1.5", "q must be in [0, 1], got 1.5"),
        ("ppf 0.5 --scale 0", "scale must be greater than 0, got 0.0"),
        ("ppf - --scale -1e-5", "scale must be greater than 0, got -1e-05"),
        ("ppf 0.5 --loc x", "argument --loc: not a number: 'x'"),
        ("ppf 0.5 --scale -1d5", "argument --scale: not a number: '-1d5'"),
        ("ppf 0.5 --sca 1", "--sca"),
        ("between 1", "between takes values by twos: what is to follow 1.0?"),
        ("between 1 2 3", "between takes values by twos: what is to follow 3.0?"),
        ("between 1 - 2", "between takes values by twos: what is to follow 1.0?"),
        ("between 2 1", "a must not be greater than b, got a=2.0 and b=1.0"),
        ("erfc 1 --loc 1", "unexpected keyword argument 'loc'"),
        ("ppf 0.5 -x", "-x"),
    ],
)
def test_misuse_exits_2_and_answers_nothing(run, arguments, reason):
    out, err, status = run(*arguments.split(), stdin=b"0.5\n")
    assert (out, status) == ("", 2)
    assert reason in err


def test_help_and_version(run):
    out, err, status = run("--help")
    assert (err, status) == ("", 0)
    assert run("-h") == (out, "", 0)
    named = [*METHODS, *OF_BOUNDS, "norm_ppf", "norm_ppf_bisect", *STANDARD, *OTHERS]
    for name in named:
        assert re.search(rf"\b{name}\b", out.partition("examples:")[0]), name
    examples = [line.split("  ")[1] for line in out.splitlines() if line.startswith("  purestats")]
    assert "purestats ppf 0.975" in examples
    for example in examples:
        assert run(*example.split("<")[0].split()[1:])[1:] == ("", 0), example
    assert run("--version") == (f"purestats {purestats.__version__}\n", "", 0)


# A stream of lines.


def test_a_stream(run):
    assert run("ppf", "-", "--loc", "-1e1", stdin=b"0.5\n 0.25 \r\n0.5") == (
        "-10.0\n-10.674489750196082\n-10.0\n",
        "",
        0,
    )
    assert run("ppf", "1", "-", "0", stdin=b"0.5\n") == ("inf\n0.0\n-inf\n", "", 0)


def test_every_line_has_a_result_and_a_bad_one_a_message(run):
    stdin = b"0.5\nmany\n1.5\n\n0.25\n"
    out, err, status = run("ppf", "-", stdin=stdin)
    assert out == "0.0\nnan\nnan\nnan\n-0.6744897501960817\n"
    assert err.splitlines() == [
        "purestats: line 2: 'many': not a number",
        "purestats: line 3: '1.5': q must be in [0, 1], got 1.5",
        "purestats: line 4: '': not a number",
    ]
    assert status == 1
    assert run("ppf", "-", "-", stdin=stdin) == (out, err, status)
    assert run("interval", "-", stdin=stdin)[0].splitlines()[1:4] == ["nan nan"] * 3


def test_a_byte_order_mark_is_skipped_at_the_beginning_only(run):
    out, err, status = run("ppf", "-", stdin=b"\xef\xbb\xbf0.5\n\xef\xbb\xbf0.5\n")
    assert (out, status) == ("0.0\nnan\n", 1)
    assert err.startswith("purestats: line 2: ")


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (b"\xff\xfe", r"'\xff\xfe'"),
        (b"\x1b[2J\tx", r"'\x1b[2J\tx'"),
        ("\u00e4".encode(), "'\u00e4'"),
        (b"C:\\x", r"'C:\x'"),
        (b"x" * 80, f"'{'x' * 80}'"),
        (b"x" * 81, f"'{'x' * 80}'..."),
        (b" " * 100 + b"x", "'x'"),
    ],
)
def test_what_is_shown_of_a_bad_line(run, line, shown):
    out, err, status = run("ppf", "-", stdin=line + b"\n0.5\n")
    assert (out, status) == ("nan\n0.0\n", 1)
    assert err == f"purestats: line 1: {shown}: not a number\n"


def test_a_stream_of_text_alone(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.StringIO("0.5\n"))
    assert command_line.main(["ppf", "-"]) == 0
    assert capsys.readouterr().out == "0.0\n"


class InterruptedOnce(io.RawIOBase):
    """Ctrl-C comes while the first write waits for a slow reader."""

    def __init__(self):
        self.written = None

    def writable(self):
        return True

    def write(self, data):
        if self.written is None:
            self.written = b""
            raise KeyboardInterrupt
        self.written += bytes(data)
        return len(data)


def test_an_interrupted_write_loses_nothing_that_was_computed(monkeypatch):
    computed = []

    def widest(value):
        computed.append(value)
        return (-1.7976931348623157e308, -1.7976931348623157e308)

    raw = InterruptedOnce()
    monkeypatch.setattr(purestats, "norm_interval", widest)
    monkeypatch.setattr(sys, "stdin", io.StringIO("0.5\n" * 1000))
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BufferedWriter(raw)))
    assert command_line.main(["interval", "-"]) == 130
    assert 0.5 in computed
    assert raw.written.count(b"\n") == computed.count(0.5)


# The program, started without what the environment says to Python.


def shell(arguments, stdin=b"x\n0.5\n", **environment):
    """Output, messages and status of the program with arguments as they are typed."""
    result = subprocess.run(
        ["sh", "-c", f'"$@" {arguments}', "sh", *COMMAND],
        input=stdin,
        capture_output=True,
        timeout=60,
        cwd=ROOT,
        env={**CLEAN, **environment},
    )
    return result.stdout.decode(), result.stderr.decode(), result.returncode


def test_the_program_answers():
    result = subprocess.run(
        [*COMMAND, "ppf", "0.975", "-"], input=b"0.5\n", capture_output=True, cwd=ROOT, env=CLEAN
    )
    assert result.stdout.split() == [b"1.959963984540054", b"0.0"]
    assert (result.stderr, result.returncode) == (b"", 0)


@posix
@pytest.mark.parametrize(
    ("arguments", "out", "err", "status"),
    [
        ("ppf 0.5 >&-", "", "purestats: standard output is closed\n", 1),
        ("-h >&-", "", "purestats: standard output is closed\n", 1),
        ("ppf 0.5 - <&-", "", "purestats: standard input is closed\n", 1),
        ("ppf 0.5 <&-", "0.0\n", "", 0),
        ("ppf - 2>&-", "nan\n0.0\n", "", 1),
    ],
)
def test_a_closed_stream(arguments, out, err, status):
    assert shell(arguments) == (out, err, status)


@posix
def test_messages_that_cannot_be_written_stop_no_answers():
    out, err, status = shell("ppf - 2>&0")  # the reading end of a pipe
    assert (out, err) == ("nan\n0.0\n", "")
    assert status != 0


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full")
@pytest.mark.parametrize(
    ("arguments", "unbuffered"),
    [*itertools.product(["cdf 0.5", "cdf -"], ["", "1"]), ("-h", ""), ("--version", "")],
)
def test_a_full_disk(arguments, unbuffered):
    full = shell(f"{arguments} >/dev/full", b"0.5\n", PYTHONUNBUFFERED=unbuffered)
    assert full == ("", "purestats: No space left on device\n", 1)


@posix
def test_a_strict_codec():
    out, err, status = shell("ppf -", b"\xff\n0.5\n", PYTHONIOENCODING="ascii:strict")
    assert (out, status) == ("nan\n0.0\n", 1)
    assert err == "purestats: line 1: '\\xff': not a number\n"


@contextlib.contextmanager
def started(*arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE):
    """The program, running; what is left of it at the end is killed."""
    with subprocess.Popen(
        [*COMMAND, *arguments],
        stdin=stdin,
        stdout=stdout,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=CLEAN,
        preexec_fn=heed_interrupts,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def heed_interrupts():
    """A shell starts what runs in the background with SIGINT ignored: undo that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def read(stream, seconds):
    """What the stream has to read within the time."""
    ready, _, _ = select.select([stream], [], [], seconds)
    return os.read(stream, 1000).split() if ready else []


@posix
@pytest.mark.parametrize("terminal", ["stdin", "stdout", None])
def test_answers_come_as_the_lines_come(terminal):
    user, program = os.openpty()
    try:
        options = {terminal: program} if terminal else {}
        with started("ppf", "-", *([] if terminal else ["--line-buffered"]), **options) as process:
            lines = user if terminal == "stdin" else process.stdin.fileno()
            answers = user if terminal == "stdout" else process.stdout.fileno()
            for line, answer in [(b"0.975\n", b"1.959963984540054"), (b"0.5\n", b"0.0")]:
                os.write(lines, line)
                assert read(answers, 10) == [answer]
    finally:
        os.close(user)
        os.close(program)


@posix
def test_answers_into_a_pipe_come_in_blocks_and_an_interrupt_loses_none():
    with started("ppf", "-") as process:
        process.stdin.write(b"0.5\n1.5\n")
        process.stdin.flush()
        assert read(process.stderr.fileno(), 10)[:3] == [b"purestats:", b"line", b"2:"]
        assert read(process.stdout.fileno(), 0.1) == []
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
        assert process.stdout.read() == b"0.0\nnan\n"
        assert process.stderr.read() == b""


@posix
def test_a_closed_pipe_ends_it_without_a_message():
    with started("ppf", "-") as process:
        process.stdin.write(b"0.5\n" * 1000)
        process.stdin.flush()
        assert process.stdout.readline() == b"0.0\n"
        process.stdout.close()
        process.stdin.write(b"0.5\n" * 1000)
        process.stdin.flush()
        assert process.wait(60) == 1  # though its standard input is still open
        assert process.stderr.read() == b""
