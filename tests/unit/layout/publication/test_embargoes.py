"""Embargoes: an edition and a site of an earlier day do without the story, and say so."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from support.newspapers.printed_newspaper import codes, of_code, printer
from support.newspapers.sample_newspaper import newspaper, sentences, usual_stories

from layout.desk.command import main
from layout.publication.embargoes import embargo_finding, held_back
from layout.story.as_written import Embargo, Story
from layout.story.run import plain
from slots.finding import Severity

DAY = datetime.date(2022, 12, 16)
BEFORE, AFTER = DAY - datetime.timedelta(1), DAY + datetime.timedelta(1)


def story(embargo: Embargo | None) -> Story:
    return Story("budget", plain("Budget"), (), embargo=embargo, source="budget.md")


@pytest.mark.parametrize(
    ("day", "held"), [(BEFORE, True), (DAY, False), (AFTER, False), (None, False)]
)
def test_it_is_held_back_before_its_day(day, held):
    assert held_back(Embargo(DAY, "18:00Z"), day) is held and not held_back(None, day)


@pytest.mark.parametrize(
    ("clock", "day", "said"),
    [
        ("", BEFORE, '"budget" is embargoed until 2022-12-16: the edition is of 2022-12-15'),
        ("18:00Z", BEFORE, '"budget" is embargoed until 2022-12-16 18:00Z: the edition is of'),
        ("18:00Z", DAY, "on the day of the edition"),
        ("00:01Z", DAY, ""),
        ("", DAY, ""),
        ("18:00Z", AFTER, ""),
        ("18:00Z", None, ""),
    ],
)
def test_what_is_told(clock, day, said):
    finding = embargo_finding(story(Embargo(DAY, clock)), day)
    assert bool(finding) is bool(said) and embargo_finding(story(None), day) is None
    if finding:
        assert said in finding.message and finding.hint
        assert finding.severity is Severity.WARNING and str(finding.where) == "budget.md"


def test_one_that_cannot_be_read_names_no_day():
    finding = embargo_finding(story(Embargo(datetime.date.max)), DAY)
    assert finding and "9999" not in finding.message


# --- commands ----------------------------------------------------------------------------------

SETTINGS = 'name = "P"\nsite = "https://p.example"\n\n[edition]\ndate = {day}\n'
TEXT = (
    "---\nheadline: {name} of the web\nprint_headline: {name} on paper\n{head}section: Town\n"
    "source: a key\n---\n\n{name} sails.\n"
)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A publication of two stories, the one embargoed until DAY."""
    folder = tmp_path / "paper"
    (folder / "stories").mkdir(parents=True)
    (folder / "newsgrid.toml").write_text(SETTINGS.format(day=BEFORE))
    for name, head in (("ferry", ""), ("budget", f"embargo: {DAY}\n")):
        text = TEXT.format(name=name.title(), head=head)
        (folder / "stories" / f"{name}.md").write_text(text)
    return folder


def run(capsys, *arguments: object) -> tuple[int, dict]:
    """Exit code and report of a command."""
    code = main([*map(str, arguments), "--json"])
    return code, json.loads(capsys.readouterr().out)


def pages(folder: Path) -> str:
    """All text of a site."""
    files = sorted(each for each in folder.rglob("*") if each.suffix in (".html", ".xml", ".json"))
    return "".join(file.read_text() for file in files)


@pytest.mark.slow
def test_a_site_of_an_earlier_day_has_it_nowhere(capsys, paper, tmp_path):
    out = tmp_path / "out"
    for _ in range(2):
        code, report = run(capsys, "site", paper, "-o", out)
        assert code == 0 and codes(report).count("embargo") == 1
        assert "Ferry of the web" in pages(out) and "Budget" not in pages(out)
    assert "on paper" not in pages(out) and "a key" not in pages(out)
    (paper / "newsgrid.toml").write_text(SETTINGS.format(day=DAY))
    code, report = run(capsys, "site", paper, "-o", out)
    assert code == 0 and "embargo" not in codes(report) and "Budget of the web" in pages(out)
    (paper / "newsgrid.toml").write_text(SETTINGS.format(day=BEFORE))
    code, report = run(capsys, "site", paper, "-o", out)
    assert "Budget" not in pages(out), "what is taken back is gone"


@pytest.mark.slow
def test_a_site_of_nothing_else_is_empty_and_says_so(capsys, paper, tmp_path):
    (paper / "stories" / "ferry.md").unlink()
    code, report = run(capsys, "site", paper, "-o", tmp_path / "out")
    assert code == 0 and codes(report).count("embargo") == 1
    assert "Budget" not in pages(tmp_path / "out")


@pytest.mark.slow
def test_a_story_that_is_named_is_made_and_its_embargo_told(capsys, paper, tmp_path):
    file = paper / "stories" / "budget.md"
    for command in ("print", "web"):
        code, report = run(capsys, command, file, "-o", tmp_path / command)
        assert code == 0 and codes(report).count("embargo") == 1
    assert "Budget of the web" in pages(tmp_path / "web")
    code, report = run(capsys, "check", paper, "--no-stories")
    assert codes(report).count("embargo") == 1


@pytest.mark.slow
def test_a_story_alone_is_printed_under_its_headline_for_paper(capsys, paper, tmp_path):
    code, _ = run(capsys, "print", paper / "stories" / "ferry.md", "--html", "-o", tmp_path / "h")
    assert code == 0
    assert "Ferry on paper" in pages(tmp_path / "h") and "of the web" not in pages(tmp_path / "h")


@pytest.mark.slow
def test_an_edition_of_an_earlier_day_is_printed_without_it(capsys, tmp_path):
    head = (
        "---\nheadline: Budget of the web\nprint_headline: {}\nembargo: {}\nsection: News\n---\n\n"
    )
    text = head.format("Budget on paper", "2999-01-01") + sentences(200)
    free = head.format("Harbour on paper", "2000-01-01") + sentences(200)
    stories = {**usual_stories(), "budget": text, "harbour": free}
    newspaper(tmp_path / "paper", stories=stories)
    settings = tmp_path / "paper" / "newsgrid.toml"
    assert "date = " in settings.read_text()
    code, report, _ = printer(tmp_path, capsys)()
    assert report["held"] == ["budget"] and [
        finding["severity"] for finding in of_code(report, "embargo")
    ] == ["warning"]
    record = json.loads((tmp_path / "paper" / "edition.plan.json").read_text())
    assert "missing" not in record and code == 0
