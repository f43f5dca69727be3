"""What the desk says one sees: the last good page only where that is what it shows, and what an
edition left out in the words of its report."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from support.newspapers.gazette import gazette, name
from support.newspapers.sample_newspaper import newspaper, picture, sentences, usual_stories

from benchmarks.desk_pictures import PRINT, WEB
from layout.desk.command import main
from layout.desk.preview.print.tasks import PrintBench
from layout.desk.preview.web.tasks import WebBench
from layout.work.memory.folder import folder_of
from slots.rulebook.load import default_text

pytestmark = pytest.mark.slow

STORY = f"stories/{name(0)}.md"
VIEWS = Path(__file__).parents[5] / "templates" / "desk" / "preview"
BROKEN = "---\nheadline: [\n---\n\nText.\n"


@pytest.fixture
def place(tmp_path):
    folder = tmp_path / "gazette"
    gazette(folder, 3)
    (folder / "slots.toml").write_text(default_text(), encoding="utf-8")
    return folder


def more(file, text):
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


def seen(bench, tab="", draft=None):
    """What a page is, whether it is that of before, and whether something is wrong."""
    page = bench.page(STORY, tab, draft)
    return page["instead"], page["revision"], bool(page["problems"])


def test_a_page_with_an_error_on_it_is_shown_as_it_is(place):
    bench = WebBench(str(place), False)
    good = bench.page(STORY, "", None)
    assert (good["instead"], good["problems"]) == ("", [])
    more(place / STORY, "\n![The pier](nowhere.jpg)\n\nA line below it.\n")
    page = bench.page(STORY, "", None)
    assert page["problems"] and page["revision"] != good["revision"]
    assert (page["instead"], page["stale"]) == ("", False)
    assert b"A line below it." in bench.html(STORY, "", None)[2]


def test_a_broken_story_shows_its_last_good_page(place):
    bench = WebBench(str(place), False)
    _, good, _ = seen(bench)
    (place / STORY).write_text(BROKEN, encoding="utf-8")
    assert seen(bench) == ("last", good, True)
    assert bench.html(STORY, "", None)[1] == good


def test_broken_rules_show_the_last_good_page_until_another_is_made(place):
    bench, rules = WebBench(str(place), False), place / "slots.toml"
    _, good, _ = seen(bench)
    more(rules, "\n[slot.\n")
    assert seen(bench) == ("last", good, True)
    more(place / STORY, "\nOne more line, whatever the rules say.\n")
    instead, revision, wrong = seen(bench)
    assert instead == "kept" and revision != good and wrong
    (place / STORY).write_text(BROKEN, encoding="utf-8")
    assert seen(bench) == ("kept", revision, True)


def test_rules_that_were_broken_from_the_start_are_told_apart(place):
    more(place / "slots.toml", "\n[slot.\n")
    bench = WebBench(str(place), False)
    assert seen(bench)[::2] == ("ours", True)
    draft = default_text()
    assert seen(bench, "tab", draft)[::2] == ("", False)
    assert seen(bench, "tab", draft + "\n[slot.\n")[::2] == ("last", True)
    assert seen(bench, "other", "[slot.\n")[::2] == ("ours", True)
    (place / "slots.toml").write_text(default_text(), encoding="utf-8")
    assert seen(bench)[::2] == ("", False)


def test_a_draft_that_was_never_good_shows_the_page_of_the_saved_rules(place):
    bench = WebBench(str(place), False)
    assert seen(bench, "tab", "[slot\n")[::2] == ("kept", True)


def test_every_kind_has_words(place):
    words = (VIEWS / "words.js").read_text(encoding="utf-8")
    said = re.search(r"export const seen = .*?;\n\n", words, re.DOTALL)
    assert said
    assert set(re.findall(r"^ +(\w+): \"", said[0], re.MULTILINE)) == {"last", "kept", "ours"}


# --- overlays ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("view", "address"), [("print-overlay", PRINT), ("web", WEB)])
def test_the_pictures_of_the_readme_ask_for_overlays_that_there_are(view, address):
    source = (VIEWS / f"{view}.js").read_text(encoding="utf-8")
    layers = re.search(r"const LAYERS = (\[.*?\]);", source)
    assert layers
    known = re.findall(r'"([a-z]+)"', layers[1])
    asked = re.search(r"overlay=([\w,]+)", address)
    assert asked and set(asked[1].split(",")) <= set(known)


# --- what an edition left out ------------------------------------------------------------------


@pytest.fixture
def crowded(tmp_path):
    """A newspaper in which more is written than printed: pictures, a paragraph, a story, an ad."""
    stories = usual_stories()
    tall = "".join(f"![Tall {n}](tall.png)\n\n" for n in range(4))
    for slug in ("news-0", "sport-0", "sport-1"):
        stories[slug] = stories[slug].replace("---\n\n", f"---\n\n{tall}", 1)
    stories["news-9"] = f"---\nheadline: Too long\nsection: News\n---\n\n{sentences(5_000)}\n"
    folder = newspaper(tmp_path / "paper", stories=stories)
    more(folder / "ads.csv", "A9,Giant,giant,full page,News,1,,,1,100,,art.png\n")
    picture(folder / "stories" / "tall.png", 600, 900)
    return folder


def test_what_an_edition_left_out_is_on_the_desk_in_the_words_of_its_report(crowded, capsys):
    edition = PrintBench(str(crowded), False).edition("")
    out = str(crowded.parent / "out.pdf")
    assert main(["print", str(crowded), "-o", out, "--json"]) == 1
    data = json.loads(capsys.readouterr().out)
    shutil.rmtree(folder_of(crowded))
    (crowded / "edition.plan.json").unlink()
    assert main(["print", str(crowded), "-o", out]) == 1
    lines = capsys.readouterr().out.splitlines()
    for title in {one["title"] for one in edition["omitted"]}:
        words = [one["words"] for one in edition["omitted"] if one["title"] == title]
        assert f"{title}: {', '.join(words)}" in lines
    pictures = {one["id"]: tuple(one["pictures"]) for one in data["left_out"]}
    told = {one["slug"]: one["files"] for one in edition["omitted"] if one["files"]}
    assert told == pictures and pictures
    slugs = {one.get("slug") or one["id"] for one in edition["unplaced"]}
    assert slugs == {*data["held"], *data["unplaced"]} and {"news-9", "A9"} <= slugs
