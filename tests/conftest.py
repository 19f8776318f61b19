"""The tests on every processor: a file at a time, by forks of the process that collected them.

A fork runs one file after another and gives back what each test has to show; this process shows
it, counts, and stops where `-x` says so. A test that does not come back fails.
`--workers 1` keeps all in one process. So do debuggers, `-s` and pytest-xdist, a handful of tests,
and systems other than Linux, where forks are missing or not safe.
"""

import contextlib
import os
import signal
import sys
import warnings

import pytest


def pytest_addoption(parser):
    text = "processes that run the tests (1: all in this one)"
    parser.addoption("--workers", type=int, default=os.cpu_count(), help=text)


def pytest_runtestloop(session):
    config, option = session.config, session.config.option
    files = {}
    for item in session.items:
        files.setdefault(item.nodeid.partition("::")[0], []).append(item)
    count = min(config.getoption("workers", 1), len(files), len(session.items) // 50)
    xdist = config.pluginmanager.hasplugin("dsession") or hasattr(config, "workerinput")
    watched = option.usepdb or option.trace or option.capture == "no" or option.collectonly
    if count < 2 or sys.platform != "linux" or xdist or watched or session.testsfailed:
        return None  # pytest's own loop

    from multiprocessing import connection

    config.pluginmanager.getplugin("terminalreporter").showfspath = False  # files alternate
    config._tmp_path_factory.getbasetemp()  # one for all, which pytest keeps or removes
    waiting = sorted(files, key=lambda file: len(files[file]))  # the largest first, from the end
    missing = dict.fromkeys(session.items)
    with contextlib.ExitStack() as stack:
        forks = dict(stack.enter_context(fork(session, files)) for _ in range(count))
        running = dict.fromkeys(forks)  # by pipe, the tests of its file that have not come back
        while running:
            for pipe in connection.wait(list(running)):
                try:
                    shown = pipe.recv()
                    if shown is None:  # it asks for a file
                        file = waiting.pop() if waiting else None
                        running[pipe] = iter(files.get(file, ()))
                        pipe.send(file)
                        continue
                except (EOFError, OSError):  # it has ended
                    del running[pipe]
                    continue
                item = next(running[pipe])
                del missing[item]
                show(item, *shown)
    for item in missing:
        codes = [process.exitcode for process in forks.values()]
        why = f"lost: a process ended in this test, or above it in its file (exit codes {codes})"
        show(item, [pytest.TestReport(item.nodeid, item.location, {}, "failed", why, "call")])
    return True


@contextlib.contextmanager
def fork(session, files):
    """A process that runs files of tests, by the pipe to it."""
    from multiprocessing import get_context

    near, far = get_context("fork").Pipe()
    process = get_context("fork").Process(target=work, args=(session, files, far))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # BLAS has threads, which heed forks
        process.start()
    far.close()
    try:
        yield near, process
    finally:
        if process.is_alive():
            os.kill(process.pid, signal.SIGINT)  # so that fixtures clean up
        process.join(10)
        process.kill()


def work(session, files, pipe):
    """In a fork: ask for files, run them, and send what each test has to show."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # which nohup and & take away
    plugins = session.config.pluginmanager
    plugins.unregister(name="terminalreporter")
    capture = plugins.getplugin("capturemanager")
    capture.stop_global_capturing()  # its file is one for all forks
    capture.start_global_capturing()
    shown = Shown(session.config)
    plugins.register(shown)
    try:
        pipe.send(None)
        for file in iter(pipe.recv, None):
            for item, following in zip(files[file], [*files[file][1:], None]):
                shown.reports, shown.warnings = [], []
                item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
                pipe.send((shown.reports, shown.warnings))
            pipe.send(None)
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        plugins.getplugin("runner").pytest_sessionfinish(session=session)  # ends open fixtures


class Shown:
    """In a fork: what a test has to show, as it goes through a pipe."""

    def __init__(self, config):
        self.config, self.reports, self.warnings = config, [], []

    def pytest_runtest_logreport(self, report):
        hook = self.config.hook.pytest_report_to_serializable
        self.reports.append(hook(config=self.config, report=report))

    def pytest_warning_recorded(self, warning_message, when, nodeid, location):
        warning_message.source = None  # any object, which a pipe may not take
        names = ("warning_message", "when", "nodeid", "location")
        self.warnings.append(dict(zip(names, (warning_message, when, nodeid, location))))


def show(item, reports, caught=()):
    """What pytest does, in the process that collected, with a test that has been run."""
    hook, session = item.config.hook, item.session
    hook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    for report in reports:
        if isinstance(report, dict):
            report = hook.pytest_report_from_serializable(config=item.config, data=report)
        hook.pytest_runtest_logreport(report=report)
    for warning in caught:
        hook.pytest_warning_recorded.call_historic(kwargs=warning)
    hook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    if session.shouldfail:
        raise session.Failed(session.shouldfail)
    if session.shouldstop:
        raise session.Interrupted(session.shouldstop)
