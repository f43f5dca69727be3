"""Release by schedule: what is due at a time of day, what closes then, and what waits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.newspapers.printed_newspaper import Printed, codes, of_code, printer
from support.newspapers.sample_newspaper import newspaper, story, usual_stories

from layout.edition.closed.release import Release, release_findings, release_of
from layout.publication.closed_pages import read_closed
from layout.publication.decisions.pages_toml import read_decisions
from layout.story.decided import Decisions
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlace

CLOCKS = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.integers(0, 59))


@dataclass
class On:
    """A story, or a part of one, as a page has it."""

    id: str


def edition(
    decisions: Decisions, stories: dict[str, list[int]], closed: frozenset[int] = frozenset()
) -> Any:
    """All of an edition of six pages that release asks: pages, what stands on which, decisions."""
    pages = [
        StackPage(number, "News" if number < 4 else "Sport", 5, 90, 3) for number in range(1, 7)
    ]
    placed = [
        SimpleNamespace(
            page=number, placed=[On(name) for name, on in stories.items() if number in on]
        )
        for number in range(1, 7)
        if number not in closed
    ]
    truck = (AdPlace("A1", 4, 0, 10, 5, 20), AdPlace("A1", 5, 0, 10, 5, 20))
    return SimpleNamespace(
        copy=SimpleNamespace(decisions=decisions),
        closed=SimpleNamespace(numbers=closed),
        stacked=SimpleNamespace(pages=pages, plan=SimpleNamespace(places=truck)),
        plan=SimpleNamespace(pages=placed),
    )


def decided(text: str) -> Decisions:
    decisions, wrong = read_decisions(text, Path("pages.toml"))
    assert decisions and not wrong
    return decisions


EVENING = """\
[section.News]
deadline = "22:00"

[page.1]
deadline = "00:30"

[page.3]
deadline = "20:15"

[page.4]
deadline = "21:00"

[page.5]
deadline = "21:00"
"""


@pytest.mark.parametrize(
    ("at", "closing", "words"),
    [
        ("19:00", (), "no page closes; next: page 3 at 20:15"),
        ("20:15", (3,), "closed: page 3; next: pages 4 and 5 at 21:00"),
        ("21:30", (3, 4, 5), "closed: pages 3, 4 and 5; next: page 2 at 22:00"),
        ("23:59", (2, 3, 4, 5), "closed: pages 2, 3, 4 and 5; next: page 1 at 00:30"),
        ("00:30", (1, 2, 3, 4, 5), "closed: pages 1, 2, 3, 4 and 5"),
        ("11:59", (1, 2, 3, 4, 5), "closed: pages 1, 2, 3, 4 and 5"),
        ("12:00", (), "no page closes; next: page 3 at 20:15"),
    ],
)
def test_an_evening_goes_from_noon_to_noon(at: str, closing: tuple[int, ...], words: str) -> None:
    release = release_of(edition(decided(EVENING), {}), at)
    assert release.closing == closing and release.words == f"Due at {at}: {words}"
    assert [one["deadline"] for one in release.as_data()] == [
        "00:30", "22:00", "20:15", "21:00", "21:00", None
    ]  # fmt: skip


def test_what_is_shared_closes_together_or_waits_and_is_told() -> None:
    decisions = decided(EVENING)
    made = edition(decisions, {"flood": [3], "flood>": [6], "tide": [2], "tide>": [3]})
    release = release_of(made, "21:30")
    assert release.closing == (4, 5)
    (told,) = release_findings(release, decisions)
    assert told.message == (
        'page 3 is due and stays open: "flood" keeps it with page 2, which is due at 22:00 and '
        "page 6, which has no deadline"
    )
    assert "--pages 2,3,6 --close" in told.remedy and told.where.line == 8
    assert release.words.endswith("open for others: page 3; next: page 2 at 22:00")
    trial = release_of(made, "21:30", trial=True)
    assert trial.words.startswith("Due at 21:30: to close: pages 4 and 5;")
    shut = release_of(edition(decisions, {"tide": [2], "tide>": [3]}, frozenset({2})), "21:30")
    assert shut.closing == (3, 4, 5) and "closed before: page 2" in shut.words
    one = decided(EVENING.replace('[page.5]\ndeadline = "21:00"\n', ""))
    truck = release_of(edition(one, {}), "21:30")
    assert truck.closing == (3,)
    (told,) = release_findings(truck, one)
    assert told.message.endswith("ad A1 keeps it with page 5, which has no deadline")


@st.composite
def evenings(draw) -> tuple[Decisions, dict[str, list[int]], frozenset[int], str]:
    lines = [
        f'[page.{number}]\ndeadline = "{draw(CLOCKS)}"\n'
        for number in range(1, 7)
        if draw(st.booleans())
    ]
    if draw(st.booleans()):
        lines.append(f'[section.Sport]\ndeadline = "{draw(CLOCKS)}"\n')
    stories = {}
    for number in range(draw(st.integers(0, 4))):
        first, second = draw(st.integers(1, 6)), draw(st.integers(1, 6))
        stories[f"s{number}"], stories[f"s{number}>"] = [first], [second]
    shut = draw(st.sets(st.integers(1, 6), max_size=2))
    return decided("".join(lines)), stories, frozenset(shut), draw(CLOCKS)


def since_noon(clock: str) -> float:
    hours, minutes = map(int, clock.split(":"))
    return (hours + 12) % 24 + minutes / 60


@given(evenings())
def test_what_closes_is_the_largest_set_that_is_due_and_shares_nothing_with_others(case) -> None:
    decisions, stories, shut, at = case
    made = edition(decisions, stories, shut)
    release: Release = release_of(made, at)
    times = {
        number: decisions.deadlines.get(number)
        or (decisions.section_deadlines.get("Sport") if number > 3 else None)
        for number in range(1, 7)
    }
    due = {n for n, said in times.items() if said and since_noon(said) <= since_noon(at)} - shut
    pairs = [{*on, *stories[f"{name}>"]} for name, on in stories.items() if ">" not in name]

    def apart(pages: set[int]) -> bool:
        every = [*(pair - shut for pair in pairs), {4, 5} - shut]
        return all(pair <= pages or not pair & pages for pair in every)

    def subsets() -> Iterator[set[int]]:
        ordered = sorted(due)
        for bits in range(1 << len(ordered)):
            yield {number for at, number in enumerate(ordered) if bits >> at & 1}

    best = max((some for some in subsets() if apart(some)), key=len)
    assert {*release.closing} == best
    told = list(release_findings(release, decisions))
    assert len(told) == len(due - best) and all(one.hint and one.where.line for one in told)


# --- a whole edition ------------------------------------------------------------------------------


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    stories = {k: v for k, v in usual_stories().items() if k not in ("news-1", "news-2")}
    stories["news-0"] = story("news-0", "News", 700, "jump: true\n", rank=1)
    folder = newspaper(tmp_path / "paper", stories)
    (folder / "pages.toml").write_text(
        '[section.Sport]\ndeadline = "20:00"\n\n[page.2]\ndeadline = "20:00"\n\n'
        '[page.4]\ndeadline = "21:00"\n\n[page.9]\ndeadline = "21:00"\n\n'
        '[section.Sports]\ndeadline = "21:00"\n'
    )
    return folder


@pytest.mark.slow
def test_pages_close_as_they_are_due(tmp_path: Path, paper: Path, capsys) -> None:
    printed: Printed = printer(tmp_path, capsys)
    _, report, _ = printed("--due", "19:00")
    assert report["files"] == [] and read_closed(paper).pages == ()
    assert {one["state"] for one in report["due"]} == {"later", "none"}
    assert "not-released" not in codes(report)
    assert [one["message"] for one in of_code(report, "unknown-page")] == [
        "[page.9]: the edition has 4 pages"
    ]
    (said,) = of_code(report, "unknown-section")
    assert said["message"].endswith('of this name (did you mean "Sport"?)')
    _, report, _ = printed("--due", "20:30")
    (told,) = of_code(report, "not-released")
    assert told["message"] == (
        'page 2 is due and stays open: "news-0" keeps it with page 1, which has no deadline'
    )
    assert read_closed(paper).numbers == {3} and (tmp_path / "out.pdf").exists()
    (page,) = read_closed(paper).pages
    assert page.taken and str(tmp_path / "out.pdf") in report["files"]
    _, report, _ = printed("--due", "21:00")
    assert read_closed(paper).numbers == {3, 4}
    assert [one["state"] for one in report["due"]] == ["none", "waiting", "closed", "closing"]
    _, report, _ = printed()
    assert "due" not in report


@pytest.mark.slow
def test_what_is_due_is_told_without_closing_it(tmp_path: Path, paper: Path, capsys) -> None:
    printed: Printed = printer(tmp_path, capsys, output=False)
    before = {file.name for file in paper.iterdir() if not file.name.startswith(".")}
    code, report, _ = printed("--due", "21:00", "--dry-run")
    assert code == 0 and report["files"] == [] and codes(report).count("not-released") == 1
    assert [one["state"] for one in report["due"]] == ["none", "waiting", "closing", "closing"]
    after = {file.name for file in paper.iterdir() if not file.name.startswith(".")}
    assert after == before and read_closed(paper).pages == ()


def test_a_trial_is_of_what_is_due_and_writes_nothing(tmp_path: Path, capsys) -> None:
    newspaper(tmp_path / "paper")
    for options in (("--dry-run",), ("--due", "21:30", "--dry-run", "--press")):
        code, report, _ = printer(tmp_path, capsys, output=False)(*options)
        assert code == 2 and codes(report) == ["options"]
    code, report, _ = printer(tmp_path, capsys)("--due", "21:30", "--dry-run")
    assert code == 2 and "writes nothing" in str(report["findings"])


@pytest.mark.parametrize("options", [("--close",), ("--pages", "3"), ("--open", "3"), ("--html",)])
def test_what_does_not_go_with_a_time(tmp_path: Path, capsys, options: tuple[str, ...]) -> None:
    newspaper(tmp_path / "paper")
    code, report, _ = printer(tmp_path, capsys)("--due", "21:30", *options)
    assert code == 2 and codes(report) == ["options"]


@pytest.mark.parametrize("clock", ["24:00", "9:30", "21.30", "21:60", "now", "", "٢١:30"])
def test_what_is_no_time_of_day(tmp_path: Path, capsys, clock: str) -> None:
    newspaper(tmp_path / "paper")
    code, report, _ = printer(tmp_path, capsys)("--due", clock)
    assert code == 2 and "is no time of day: write it as in 21:30" in str(report["findings"])
