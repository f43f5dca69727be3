"""Every way a command can end: lines on stderr, the report on stdout, the exit code."""

import errno
import json
import os

import pytest

from layout.work.terminal.console import Console
from layout.work.terminal.error_boundary import run
from layout.work.terminal.report import Report, count_findings
from slots.finding import BadInput, Finding, Severity, Where, bad_input

NOTE = Finding("n", Severity.INFO, "a note")
WARNING = Finding("w", Severity.WARNING, "cutline: found nothing", Where("a.md", 12), "write one")
ERROR = Finding("e", Severity.ERROR, "no headline", Where("a.md"))


def raising(error):
    def work():
        raise error

    return work


def finish(capsys, work, strict=False, **options):
    code = run(work, Console(**options), "print", strict)
    return code, *capsys.readouterr()


@pytest.mark.parametrize(
    ("findings", "strict", "code"),
    [
        ((), True, 0),
        ((NOTE,), True, 0),
        ((NOTE, WARNING), False, 0),
        ((NOTE, WARNING), True, 1),
        ((WARNING, ERROR), False, 1),
    ],
)
def test_exit_code_follows_the_weightiest_finding(capsys, findings, strict, code):
    assert finish(capsys, lambda: Report(findings=findings), strict)[0] == code


def test_findings_go_to_stderr_one_a_line_each_once_and_text_to_stdout(capsys):
    report = Report(text="written", findings=(WARNING, ERROR, WARNING, NOTE))
    _, out, err = finish(capsys, lambda: report)
    assert out == "written\n"
    assert err.splitlines() == [
        "a.md:12: warning: cutline: found nothing (hint: write one)",
        "a.md: no headline",
        "info: a note",
    ]


def test_json_is_one_document_with_findings(capsys):
    report = Report({"pages": 2}, "not shown", (WARNING,))
    code, out, _ = finish(capsys, lambda: report, json=True)
    assert json.loads(out) == {
        "command": "print",
        "exit": code,
        "pages": 2,
        "findings": [
            {
                "code": "w",
                "severity": "warning",
                "message": "cutline: found nothing",
                "file": "a.md",
                "line": 12,
                "column": None,
                "hint": "write one",
            }
        ],
    }


def test_bad_input_shows_every_problem_and_exits_2(capsys):
    code, out, err = finish(capsys, raising(BadInput([ERROR, WARNING])))
    assert (code, out, len(err.splitlines())) == (2, "", 2)


def test_bad_input_is_json_too(capsys):
    code, out, _ = finish(
        capsys, raising(bad_input("empty", "nothing in it", hint="write")), json=True
    )
    assert code == 2
    assert json.loads(out)["findings"][0]["code"] == "empty"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), "x.md"), "x.md: no such file"),
        (PermissionError(errno.EACCES, os.strerror(errno.EACCES), "x.pdf"), "x.pdf: permission"),
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "x.pdf"), "x.pdf: the disk is full"),
        (OSError("no number"), "no number"),
        (MemoryError(), "there is not enough memory (hint: "),
        (RecursionError(), "the input is nested too deeply (hint: "),
    ],
)
def test_trouble_with_the_machine_is_one_clear_line(capsys, error, said):
    code, _, err = finish(capsys, raising(error))
    assert code == 2
    assert err.startswith(said)
    assert len(err.splitlines()) == 1


def test_a_bug_of_ours_asks_to_be_reported(capsys):
    code, _, err = finish(capsys, raising(KeyError("x")))
    assert code == 70
    assert len(err.splitlines()) == 1
    assert "KeyError: 'x'" in err and "please report it" in err and "--verbose" in err


def test_a_bug_of_ours_shows_its_traceback_with_verbose(capsys):
    _, _, err = finish(capsys, raising(AssertionError("broken")), verbose=True)
    assert err.startswith("Traceback") and err.splitlines()[-1].startswith("this is a mistake")


@pytest.mark.parametrize("error", [BrokenPipeError, KeyboardInterrupt])
def test_broken_pipes_and_interrupts_pass_through(capsys, error):
    with pytest.raises(error):
        finish(capsys, raising(error()))


def test_steps_are_numbered_with_verbose_and_silent_without(capsys):
    for verbose in (True, False):
        console = Console(verbose=verbose)
        console.step("Reading")
        console.step("Breaking lines")
        console.done()
    assert capsys.readouterr().err == "Step 1 - Reading\nStep 2 - Breaking lines\n"


@pytest.mark.parametrize(
    ("findings", "words"),
    [
        ((), "no findings"),
        ((WARNING,), "1 warning"),
        ((WARNING, ERROR, ERROR), "2 errors and 1 warning"),
        ((WARNING, ERROR, NOTE, ERROR), "2 errors, 1 warning and 1 note"),
    ],
)
def test_findings_are_counted_in_words(findings, words):
    assert count_findings(findings) == words
