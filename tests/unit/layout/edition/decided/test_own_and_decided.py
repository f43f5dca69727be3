"""Decisions beside what stories say themselves, in whole editions."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from support.newspapers.sample_newspaper import SETTINGS, newspaper, story, usual_stories

from layout.edition.last_plan import keep_record
from layout.edition.make_edition import Newspaper, Order, make_newspaper
from layout.edition.workshop import Workshop
from layout.makeup.edition.shapes.item import turned_id
from layout.typeset.words.set_line import joined
from layout.work.memory.memory import Memory
from layout.work.terminal.console import QUIET

pytestmark = pytest.mark.slow


def jump_lines(found: Newspaper) -> list[tuple[int, str]]:
    """The lines that say where stories go on, and where they come from, each with its page."""
    lines = [
        (page.number, joined(tuple(placed.line for placed in fragment.lines)))
        for page in found.document.pages
        for fragment in page.fragments
        if fragment.role == "jump"
    ]
    return sorted(lines, key=lambda one: (one[1].split()[0], one[0]))


def made(folder: Path) -> Newspaper:
    return make_newspaper(Order(folder, fresh=True), Workshop(Memory(), QUIET))


@pytest.mark.parametrize("own", [True, False])
def test_a_decision_that_is_given_up_leaves_what_the_story_says_itself(
    tmp_path: Path, own: bool
) -> None:
    """Both cannot stand on page 1 in one piece. What was decided is given up; that the story says
    it too is not."""
    said = "jump: false\n" if own else "jump: true\n"
    stories = {
        **usual_stories(),
        "news-0": story("news-0", "News", 640, said, rank=1),
        "news-1": story("news-1", "News", 640, said, rank=2),
    }
    folder = newspaper(tmp_path / "paper", stories)
    (folder / "pages.toml").write_text(
        "[story.news-0]\npage = 1\njump = false\n\n[story.news-1]\npage = 1\njump = false\n"
    )
    found = made(folder)
    assert found.refused
    jumps = {one.id for page in found.plan.pages for one in page.placed if one.setting.jumps}
    if own:
        assert {one.wish.key for one in found.refused} == {"page"} and not jumps
    else:
        assert "jump" in {one.wish.key for one in found.refused}


@pytest.mark.parametrize("turns", [[3], [4], [3, 5], [4, 5], [2, 3, 5]])
def test_a_story_goes_on_on_the_pages_that_were_decided_now_and_in_the_next_edition(
    tmp_path: Path, turns: list[int]
) -> None:
    settings = SETTINGS.replace("pages = 4", "pages = 8").replace("pages = 2", "pages = 5", 1)
    settings = settings.replace("pages = 2", "pages = 3")
    stories = usual_stories() | {
        "news-0": story("news-0", "News", 900, rank=1),
        "news-5": story("news-5", "News", 300),
        "news-6": story("news-6", "News", 300),
    }
    folder = newspaper(tmp_path / "paper", stories, settings=settings)
    before = made(folder)
    keep_record(folder, before.record, False)
    said = turns if len(turns) > 1 else turns[0]
    (folder / "pages.toml").write_text(f"[story.news-0]\njump = {said}\n")
    for fresh in (True, False):
        found = make_newspaper(Order(folder, fresh=fresh), Workshop(Memory(), QUIET))
        assert not found.refused
        assert not [one for one in found.findings if one.code == "unkept-decision"]
        names = [turned_id("news-0", number) for number in range(len(turns) + 1)]
        pages = [found.plan.page_of[name] for name in names]
        assert pages[0] < pages[1] and pages[1:] == turns
        assert turned_id("news-0", len(turns) + 1) not in found.plan.page_of
        assert jump_lines(found) == [
            *((here, f"Continued on page {there}") for here, there in pairwise(pages)),
            *((there, f"From page {here}") for here, there in pairwise(pages)),
        ]
        assert found.plan.page_of.keys() >= {"news-0", "news-5", "news-6"}


def test_a_refusal_points_into_the_story_that_decides(tmp_path: Path) -> None:
    front = "decide:\n  rows: 399\n"
    stories = {**usual_stories(), "news-0": story("news-0", "News", 240, front, rank=1)}
    folder = newspaper(tmp_path / "paper", stories)
    found = made(folder)
    (told,) = [one for one in found.findings if one.code == "refused-decision"]
    lines = (folder / "stories" / "news-0.md").read_text().splitlines()
    assert told.where.file == str(folder / "stories" / "news-0.md")
    assert told.where.line and lines[told.where.line - 1] == "  rows: 399"
