"""Whole editions with something wrong in stories or pictures: all is told at once with a remedy,
and the rest is printed."""

from __future__ import annotations

import functools
from types import SimpleNamespace

import pytest
from support.newspapers.printed_newspaper import codes, of_code, printer, remedied
from support.newspapers.sample_newspaper import (
    BOOK,
    book_of,
    newspaper,
    picture,
    sentences,
    spoiled_picture,
    story,
    usual_stories,
    with_story,
)

from layout.edition.held_over import held_findings
from layout.makeup.edition.all_pages import EditionTask
from layout.makeup.edition.shapes.item import INDEX
from layout.page.format import FORMATS, grid_of
from slots.stacking.task.ad_plan import AdPlan

pytestmark = pytest.mark.slow


@pytest.fixture
def run(tmp_path, capsys):
    """Prints the publication in tmp_path/paper; gives exit code, JSON report and stderr."""
    return printer(tmp_path, capsys)


@pytest.fixture
def make(tmp_path):
    """Writes a publication into tmp_path/paper."""
    return functools.partial(newspaper, tmp_path / "paper")


# --- stories ------------------------------------------------------------------------------------


def test_no_stories(make, run, tmp_path):
    make(stories={})
    code, report, _ = run()
    assert code == 2 and codes(report) == ["no-stories"] and remedied(report)
    assert not (tmp_path / "out.pdf").exists()


def test_no_story_that_can_be_read_and_a_bad_row_in_the_book(make, run):
    bad = "---\nheadline: never closed\n\nText"
    make(stories={"one": bad, "two": bad}, book=BOOK + "W1,Wide,,9x60mm,News,,,,,10,,art.png\n")
    code, report, _ = run()
    assert code == 2
    assert codes(report) == ["contradiction", "open-front-matter", "open-front-matter"]


def test_a_story_that_cannot_be_read_leaves_the_others(make, run):
    make(stories=with_story("bad", "---\nheadline: never closed\n\nText"))
    code, report, _ = run()
    told = [each for each in codes(report) if each != "shortened"]
    assert (code, report["stories"], told) == (1, 10, ["open-front-matter"])


def test_a_story_that_is_no_text(make, run):
    make(stories=with_story("bad.md", b"\x00\xff\xfe\x01" * 50))
    code, report, _ = run()
    assert code == 1 and report["stories"] >= 10 and remedied(report)


def test_two_stories_of_one_name(make, run):
    folder = make()
    (folder / "stories" / "more").mkdir()
    (folder / "stories" / "more" / "news-1.md").write_text(story("x", "News", 80))
    code, report, _ = run()
    assert (code, report["stories"]) == (1, 10)
    (found,) = of_code(report, "repeated-story")
    assert "news-1" in found["message"] and found["hint"]


def test_a_story_of_a_section_that_is_not_there_goes_to_the_first(make, run):
    stories = usual_stories() | {"news-4": story("news-4", "Sprot", 90, rank=4)}
    make(stories=stories)
    code, report, _ = run()
    (found,) = of_code(report, "unknown-section")
    assert (code, found["severity"]) == (0, "warning")
    assert 'did you mean "Sport"?' in found["message"] and "goes to News" in found["message"]
    assert report["stories"] == 10 and remedied(report)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "---\nheadline: A headline alone\nsection: News\nrank: 4\n---\n",
        "---\nsection: News\nrank: 4\n---\n\nOne paragraph without a headline, no more.\n",
        f"---\nheadline: A long word\nsection: News\nrank: 4\n---\n\n{'w' * 400}\n",
        f"---\nheadline: {'W' * 300}\nsection: News\nrank: 4\n---\n\n{sentences(90)}\n",
        f"---\nheadline: {'Very long ' * 80}\nsection: News\nrank: 4\n---\n\n{sentences(90)}\n",
        f"---\nheadline: Ranked\nsection: News\nrank: 99\n---\n\n{sentences(90)}\n",
        f"---\nheadline: Cut\nsection: News\ncut: 50\n---\n\n{sentences(90)}\n",
        "---\nheadline: Rules\nsection: News\n---\n\n---\n\n***\n\n- a\n- b\n\n> quoted\n",
    ],
    ids=[
        "empty",
        "headline",
        "no-headline",
        "wide",
        "wide-head",
        "long-head",
        "rank",
        "cut",
        "odd",
    ],
)
def test_an_odd_story(make, run, tmp_path, text):
    make(stories=with_story("odd", text))
    code, report, err = run()
    assert code in (0, 1), err
    assert report["stories"] + len(report["held"]) >= 10 and remedied(report)
    assert (tmp_path / "out.pdf").exists()


def test_a_story_that_is_called_index(make, run):
    make(stories=usual_stories() | {"index": story("index", "News", 90, rank=4)})
    code, report, _ = run()
    assert (code, report["stories"] + len(report["held"])) in ((0, 11), (1, 11))


def test_a_story_of_one_word_is_printed_or_told_to_be_too_short(make, run):
    make(stories=with_story("tiny", "---\nheadline: Tiny\nsection: News\n---\n\nWord.\n"))
    code, report, _ = run()
    if not code:
        assert (report["stories"], report["held"]) == (11, [])
        return
    (found,) = of_code(report, "held-over")
    assert report["held"] == ["tiny"]
    assert "1 word is too few" in found["message"] and "write a few lines more" in found["hint"]


def test_page_one_without_room_for_the_index():
    plan = SimpleNamespace(held=(INDEX,))
    grid = grid_of(FORMATS["a4"], 4)
    (found,) = held_findings(plan, EditionTask((), AdPlan(()), (), (), grid))
    assert found.code == "no-index" and found.hint


def test_a_giant_story_is_held_over_with_the_words_that_are_too_many(make, run, tmp_path):
    make(stories=with_story("giant", story("giant", "News", 4_000)))
    code, report, _ = run()
    assert code == 1 and report["held"] == ["giant"] and report["stories"] == 10
    (found,) = of_code(report, "held-over")
    assert "4,000 words are more than two pages of News can hold" in found["message"]
    assert "too many" in found["message"] and "split it" in found["hint"]


def test_a_giant_story_that_must_not_jump(make, run):
    make(stories=with_story("giant", story("giant", "News", 2_500, "jump: false\n")))
    code, report, _ = run()
    (found,) = of_code(report, "held-over")
    assert code == 1 and "more than a page of News can hold" in found["message"]
    assert "jump: true" in found["hint"]


def test_a_section_that_is_overfull_says_by_how_many_words(make, run):
    more = {f"more-{n}": story(f"more-{n}", "News", 400, rank=3) for n in range(12)}
    make(stories={**usual_stories(), **more})
    code, report, _ = run()
    found = of_code(report, "held-over")
    assert code == 1 and len(found) == len(report["held"]) > 5
    assert "News is overfull by" in found[0]["message"] and remedied(report)


def test_many_short_stories_stand_on_few_pages(make, run):
    more = {f"brief-{n}": story(f"brief-{n}", "News", 30, rank=4) for n in range(16)}
    make(stories={"sport": story("sport", "Sport", 200), **more})
    code, report, _ = run()
    assert (code, report["stories"], report["held"]) == (0, 17, [])


def test_more_stories_than_pages_may_have_are_told_so(make, run):
    more = {f"brief-{n}": story(f"brief-{n}", "News", 30, rank=4) for n in range(30)}
    make(stories={"sport": story("sport", "Sport", 200), **more})
    code, report, _ = run()
    found = of_code(report, "held-over")
    assert code == 1 and found and "stories are more than 2 pages of News" in found[0]["message"]
    assert "put short ones together" in found[0]["hint"]


def test_a_story_that_an_ad_must_not_stand_beside(make, run):
    book = book_of(
        "A1,Quay Bank,bank,2x60mm,News,2,,flood,,300,,art.png",
        "A2,Tide Motors,cars,2x60mm,News,1,,flood,,200,,art.png",
    )
    stories = usual_stories() | {"news-4": story("news-4", "News", 90, "tags: [flood]\n", 4)}
    make(stories=stories, book=book)
    code, report, _ = run()
    (found,) = of_code(report, "held-over")
    assert code == 1 and report["held"] == ["news-4"]
    assert "A1 (Quay Bank" in found["message"] and '"flood"' in found["message"]


def test_most_of_a_megabyte_of_one_story(make, run):
    make(stories=with_story("giant", story("giant", "News", 110_000)))
    code, report, _ = run()
    (found,) = of_code(report, "held-over")
    assert code == 1 and report["held"] == ["giant"] and report["stories"] == 10
    assert "two whole pages" in found["message"] and remedied(report)


# --- pictures -----------------------------------------------------------------------------------


def pictured(name):
    words = sentences(150).split("\n\n", 1)
    text = f"{words[0]}\n\n![The quay]({name})\n\n{words[1]}"
    return f"---\nheadline: A picture of it\nsection: News\nrank: 2\n---\n\n{text}\n"


@pytest.mark.parametrize(
    "kind", ["text", "truncated", "huge", "long", "missing", "empty", "folder"]
)
def test_a_picture_that_cannot_be_printed_is_left_out(make, run, tmp_path, kind):
    folder = make(stories=usual_stories() | {"news-1": pictured("it.jpg")})
    file = folder / "stories" / "it.jpg"
    if kind == "folder":
        file.mkdir()
    elif kind == "long":
        picture(folder / "stories" / "it.png", 4000, 20)
        (folder / "stories" / "it.png").rename(file)
    elif kind == "huge":
        picture(folder / "stories" / "it.png", 30, 20)
        data = bytearray((folder / "stories" / "it.png").read_bytes())
        data[16:24] = (60_000).to_bytes(4, "big") * 2
        file.write_bytes(data)
    elif kind != "missing":
        picture(file, 1600, 1000)
        whole = file.read_bytes()
        file.write_bytes({"text": b"no picture", "empty": b""}.get(kind, whole[: len(whole) // 2]))
    code, report, err = run()
    assert code == 1 and (tmp_path / "out.pdf").exists(), err
    assert (report["stories"], report["pictures"]) == (10, 0) and remedied(report)
    assert set(codes(report)) <= {"unprintable-picture", "missing-picture"}


def test_a_picture_that_turns_out_to_be_damaged_when_it_is_painted(make, run):
    folder = make(stories=usual_stories() | {"news-1": pictured("it.png")})
    spoiled_picture(folder / "stories" / "it.png", 900, 600)
    code, report, _ = run()
    (found,) = of_code(report, "unprintable-picture")
    assert (code, report["stories"], report["pictures"]) == (1, 10, 0)
    assert "the story is printed without it" in found["message"] and found["hint"]
    assert (found["file"], found["line"]) == (
        str(folder / "stories/news-1.md"),
        9,
    )
    assert run("--strict")[1]["files"] == []


def test_a_picture_outside_the_publication(make, run, tmp_path):
    make(stories=usual_stories() | {"news-1": pictured("../../outside.jpg")})
    picture(tmp_path / "outside.jpg", 900, 600)
    code, report, _ = run()
    assert code == 1 and report["pictures"] == 0 and remedied(report)


def test_a_picture_that_can_be_printed(make, run):
    folder = make(stories=usual_stories() | {"news-1": pictured("it.jpg")})
    picture(folder / "stories" / "it.jpg", 1600, 1000)
    code, report, _ = run()
    assert (code, report["pictures"]) == (0, 1)
