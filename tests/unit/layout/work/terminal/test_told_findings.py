"""Notes are summed by their kind, wherever they are told; errors and warnings never are."""

import json
from pathlib import Path

import pytest

from layout.desk.command import main
from layout.desk.commands.check import _text
from layout.work.terminal.console import Console
from layout.work.terminal.error_boundary import run
from layout.work.terminal.report import Report, summed
from slots.finding import Finding, Severity, Where

pytestmark = pytest.mark.slow

WEEKLY = Path(__file__).parents[5] / "seeds" / "weekly"
STORY = WEEKLY / "stories" / "apprentices.md"
"""A story that is too short for the ads it asks for, of which there is a note."""


def found(code, severity, count):
    return tuple(
        Finding(code, severity, f"{code} {n}", Where(f"{n}.md", n), "mend it")
        for n in range(1, count + 1)
    )


FINDINGS = (
    *found("missing-glyph", Severity.INFO, 41),
    *found("short", Severity.WARNING, 3),
    *found("left-out", Severity.INFO, 50),
    *found("empty", Severity.ERROR, 4),
    *found("words", Severity.INFO, 1),
)


def told(capsys, **options):
    run(lambda: Report(findings=FINDINGS), Console(**options), "site", False)
    return capsys.readouterr()


def test_one_of_each_kind_of_note_and_all_else(capsys):
    lines = told(capsys).err.splitlines()
    assert lines == [
        "1.md:1: info: missing-glyph 1 (hint: mend it) (and 40 more of this kind, missing-glyph)",
        *[f"{n}.md:{n}: warning: short {n} (hint: mend it)" for n in (1, 2, 3)],
        "1.md:1: info: left-out 1 (hint: mend it) (and 49 more of this kind, left-out)",
        *[f"{n}.md:{n}: empty {n} (hint: mend it)" for n in (1, 2, 3, 4)],
        "1.md:1: info: words 1 (hint: mend it)",
        "89 more notes: --verbose tells them",
    ]


def test_verbose_tells_them_all(capsys):
    lines = told(capsys, verbose=True).err.splitlines()
    assert len(lines) == len(FINDINGS) and not any("more of this kind" in line for line in lines)


def test_json_has_them_all(capsys):
    said = told(capsys, json=True)
    assert len(json.loads(said.out)["findings"]) == len(FINDINGS)
    assert "89 more notes" in said.err


@pytest.mark.parametrize(("whole", "rows"), [(False, 10), (True, 99)])
def test_the_table_of_check_sums_them_too(whole, rows):
    text = _text((), FINDINGS, whole)
    assert text.count("hint: mend it") == rows
    assert "4 errors, 3 warnings and 92 notes" in text
    assert ("89 more notes: --verbose tells them" in text) is not whole


def test_the_same_finding_twice_is_one():
    (note,) = found("words", Severity.INFO, 1)
    assert [each.more for each in summed((note, note))] == [0]


def test_a_site_of_many_notes_is_told_in_few_lines(tmp_path, capsys):
    assert main(["new", str(tmp_path / "gazette")]) == 0
    rules = (WEEKLY / "slots.toml").read_text()
    (tmp_path / "gazette" / "slots.toml").write_text(rules)
    for number in range(3):
        copy = tmp_path / "gazette" / "stories" / f"copy-{number}.md"
        copy.write_text(STORY.read_text())
    capsys.readouterr()
    options = ["site", str(tmp_path / "gazette"), "-o", str(tmp_path / "out"), "--jobs", "1"]
    main([*options, "--clean"])
    few = capsys.readouterr().err.splitlines()
    main([*options, "--clean", "--json"])
    data = json.loads(capsys.readouterr().out)
    notes = [each for each in data["findings"] if each["severity"] == "info"]
    kinds = {each["code"] for each in notes}
    assert len(notes) > len(kinds) > 0
    assert sum(": info: " in line for line in few) == len(kinds)
