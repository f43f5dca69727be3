"""What the report of a site leaves out: findings of stories that did not change."""

from __future__ import annotations

import pytest

from layout.desk.commands.site import COMMAND, _unreported
from layout.work.terminal.report import Report
from slots.finding import Finding, Severity, Where

NOTE = Finding("no-byline", Severity.INFO, "no byline", Where("a.md", 1))
WARNING = Finding("wide", Severity.WARNING, "a table is wide", Where("a.md", 9), "make it narrower")
ERROR = Finding("no-picture", Severity.ERROR, "no such file", Where("b.md", 3), "put it there")


def report(*findings: Finding) -> Report:
    return Report(findings=findings, known=frozenset((NOTE, WARNING, ERROR)))


@pytest.mark.parametrize(
    ("strict", "left"),
    [
        (False, "1 warning and 1 note on 1 story that did not change"),
        (True, "1 note on 1 story that did not change"),
    ],
)
def test_what_fails_is_reported_again_and_the_rest_is_counted(strict: bool, left: str) -> None:
    unchanged = [(NOTE, WARNING), (ERROR,), ()]
    assert left in _unreported(report(NOTE, WARNING, ERROR), unchanged, strict)


def test_where_all_is_new_or_fails_nothing_is_said() -> None:
    assert _unreported(Report(findings=(NOTE,)), [], False) == ""
    alone = Report(findings=(ERROR,), known=frozenset((ERROR,)))
    assert _unreported(alone, [(ERROR,)], False) == ""


def test_it_takes_the_publication_around_it_and_asks_where_to_write() -> None:
    named = {each.name: each for each in COMMAND.params}
    assert named["publication"].default == "." and named["output"].required
