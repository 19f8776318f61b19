"""The command line, as a shell runs it."""

import os
import signal
import subprocess
import sys
import time

import pytest

import purestats

COMMAND = [sys.executable, "-m", "purestats"]


def run(*arguments, stdin=""):
    return subprocess.run(
        [*COMMAND, *arguments], input=stdin, capture_output=True, text=True, timeout=60
    )


@pytest.mark.parametrize(
    ("arguments", "want"),
    [
        (["ppf", "0.975"], "1.959963984540054\n"),
        (["ppf", "0.5", "1e-300"], "0.0\n-37.0470962993612\n"),
        (["isf", "1e-20"], "9.262340089798409\n"),
        (["interval", "0.95"], "-1.959963984540054 1.959963984540054\n"),
        (["ppf", "0.9", "--loc", "100", "--scale", "15"], "119.22327348316901\n"),
        (["ppf", "--scale", "15", "0.9", "--loc=100"], "119.22327348316901\n"),
        (["ppf", "0.5", "--loc", "-1e-5"], "-1e-05\n"),
        (["ppf", "0.5", "--loc", "-1.5", "0.5"], "-1.5\n-1.5\n"),
        (["ppf", "0.5", "--loc", "-inf"], "-inf\n"),
        (["ppf", "nan", "0", "1"], "nan\n-inf\ninf\n"),
    ],
)
def test_answers(arguments, want):
    result = run(*arguments)
    assert (result.stdout, result.stderr, result.returncode) == (want, "", 0)


@pytest.mark.parametrize(
    "name", [n[5:] for n in purestats.__all__ if hasattr(purestats.norm, n[5:])]
)
def test_every_function_answers(name):
    value = -0.25 if name.startswith("ilog") else 0.25
    want = getattr(purestats.norm, name)(value, 1.0, 2.0)
    result = run(name, repr(value), "--loc", "1", "--scale", "2")
    numbers = want if isinstance(want, tuple) else (want,)
    assert result.stdout == " ".join(map(repr, numbers)) + "\n", result.stderr


def test_the_output_reads_back_as_the_same_float():
    values = [f"{k / 97!r}" for k in range(1, 97)]
    result = run("ppf", *values)
    assert [float(line) for line in result.stdout.split()] == [
        purestats.norm_ppf(float(value)) for value in values
    ]


def test_a_stream():
    result = run("ppf", "-", "--loc", "-1e1", stdin="0.5\n 0.25 \r\n")
    assert (result.stdout, result.returncode) == ("-10.0\n-10.674489750196082\n", 0)


def test_bad_lines_are_named_and_the_others_answered():
    result = run("ppf", "-", stdin="0.5\nmany\n1.5\n\n0.25\n")
    assert result.stdout == "0.0\n-0.6744897501960817\n"
    assert result.stderr.splitlines() == [
        "purestats: line 2: 'many': not a number",
        "purestats: line 3: '1.5': q must be in [0, 1], got 1.5",
        "purestats: line 4: '': not a number",
    ]
    assert result.returncode == 1


def test_bytes_that_are_no_text():
    result = subprocess.run([*COMMAND, "ppf", "-"], input=b"\xff\xfe\n0.5\n", capture_output=True)
    assert result.stdout.split() == [b"0.0"]
    assert result.returncode == 1
    assert b"line 1" in result.stderr
    assert b"Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ([], "arguments are required"),
        (["ppf"], "arguments are required"),
        (["mode", "0.5"], "invalid choice: 'mode'"),
        (["ppf", "many"], "not a number: 'many'"),
        (["ppf", "1.5"], "q must be in [0, 1], got 1.5"),
        (["ppf", "-1e-5"], "q must be in [0, 1], got -1e-05"),
        (["ppf", "0.5", "--scale", "0"], "scale must be greater than 0, got 0.0"),
        (["ppf", "-", "--scale", "-1e-5"], "scale must be greater than 0, got -1e-05"),
        (["ppf", "0.5", "--loc", "x"], "argument --loc"),
        (["ppf", "0.5", "--sca", "1"], "--sca"),
    ],
)
def test_misuse_exits_2(arguments, reason):
    result = run(*arguments)
    assert result.returncode == 2
    assert reason in result.stderr
    assert "Traceback" not in result.stderr


def test_help_and_version():
    result = run("--help")
    assert result.returncode == 0
    assert "examples:" in result.stdout
    assert run("--version").stdout == f"purestats {purestats.__version__}\n"


def started():
    """The command on an open standard input."""
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [*COMMAND, "ppf", "-"],
        stdin=pipe,
        stdout=pipe,
        stderr=pipe,
        preexec_fn=heed_interrupts if os.name == "posix" else None,
    )


def heed_interrupts():
    """A shell starts what runs in the background with SIGINT ignored: undo that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def answer(process, line):
    process.stdin.write(line)
    process.stdin.flush()
    return process.stdout.readline()


def test_answers_come_as_the_lines_come():
    with started() as process:
        assert answer(process, b"0.975\n") == b"1.959963984540054\n"
        assert answer(process, b"0.5\n") == b"0.0\n"
        process.stdin.close()


@pytest.mark.skipif(os.name != "posix", reason="a closed pipe and signals, as POSIX has them")
def test_a_closed_pipe_and_an_interrupt_leave_no_traceback():
    with started() as process:
        answer(process, b"0.5\n")
        process.stdout.close()
        process.stdin.write(b"0.5\n" * 10)
        process.stdin.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 1
    with started() as process:
        answer(process, b"0.5\n")
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
        assert process.stderr.read() == b""
        process.stdin.close()
