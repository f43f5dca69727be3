"""Pages of the preview: the bytes that are published, the last good one where that cannot be, and
no tab's drafts on another's."""

import contextlib
import io
import re
import shutil
from pathlib import Path

import pytest
from support.newspapers.gazette import SETTINGS, gazette, name

from layout.desk.command import main
from layout.desk.preview.web import published_page as web_compose
from layout.desk.preview.web import shared_by_stories as web_shared
from layout.desk.preview.web.tasks import WebBench
from layout.desk.preview.workers.bounded_store import Kept
from slots.finding import BadInput
from slots.rulebook.load import default_text

pytestmark = pytest.mark.slow

LINKS = re.compile(rb'<link rel="(preload|icon|stylesheet)"[^>]*>\n?')
STORY = f"stories/{name(0)}.md"


@pytest.fixture(scope="module")
def paper(tmp_path_factory):
    """A publication, and its site as `newsgrid site` writes it."""
    folder = tmp_path_factory.mktemp("paper")
    gazette(folder / "gazette", 9)
    shutil.copy(folder / "gazette" / "stories" / f"{name(1)}.md", folder / "gazette" / "0412.md")
    (folder / "gazette" / "slots.toml").write_text(default_text(), encoding="utf-8")
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        assert main(["site", str(folder / "gazette"), "-o", str(folder / "public")]) == 0
    return folder


@pytest.fixture
def place(paper, tmp_path):
    """A copy of the publication, for tests that write."""
    shutil.copytree(paper / "gazette", tmp_path / "gazette")
    return tmp_path / "gazette"


@pytest.fixture
def bench(place):
    return WebBench(str(place), False)


def whole(bench, task, *given):
    """What a task gives in the end: fronts are made in slices."""
    while isinstance(found := getattr(bench, task)(*given), dict) and "making" in found:
        continue
    return found


def edit(place, text, story=STORY):
    file = place / story
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_every_page_is_what_the_site_has_but_for_the_links_to_assets(paper):
    bench = WebBench(str(paper / "gazette"), False)
    there = bench.publication()
    shown = [*there["stories"], *(front["path"] for front in there["fronts"])]
    assert len(shown) == 10 + 6
    for story in shown:
        path, _, html = whole(bench, "html", story, "", None)
        published = (paper / "public" / path).read_bytes()
        assert LINKS.sub(b"", html) == LINKS.sub(b"", published), story
        named = [match[0] for match in LINKS.finditer(html)]
        assert len(named) == len(list(LINKS.finditer(published)))


def test_whatever_a_page_loads_is_there_though_it_was_forgotten(paper):
    bench = WebBench(str(paper / "gazette"), False)
    for story in (STORY, "front:home"):
        page = whole(bench, "page", story, "", None)
        loads = loaded(whole(bench, "html", story, "", None)[2])
        assert len(loads) >= 8
        assert all(bench.asset(each) for each in loads)
        bench._store.put({"something else": b"x" * 200_000_000})
        assert bench.asset(loads[0]) is None
        whole(bench, "remade", story, "", None, loads[0])
        assert all(bench.asset(each) for each in loads)
        assert whole(bench, "page", story, "", None)["revision"] == page["revision"]


def loaded(html):
    """The paths in the site of all files that a page names."""
    named = re.findall(rb'(?:href|src|srcset)="([^"]+)"', html)
    urls = [part.split(b" ")[0] for each in named for part in each.split(b", ")]
    return sorted(
        {u.decode().removeprefix("../") for u in urls if b"assets/" in u and b":" not in u}
    )


def test_fonts_and_pictures_in_style_sheets_are_there_too(bench):
    bench.page(STORY, "", None)
    sheets = [path for path in loaded(bench.html(STORY, "", None)[2]) if path.endswith(".css")]
    for sheet in sheets:
        css = bench.asset(sheet).decode()
        for font in re.findall(r'url\("(fonts/[^"]+)"\)', css):
            assert bench.asset(f"assets/{font}")[:4] == b"\0\1\0\0"


def test_a_story_alone_is_what_the_web_command_writes(tmp_path, capsys):
    shutil.copy(Path("templates/publication/stories/harbour-wall.md"), tmp_path / "wall.md")
    story = tmp_path / "wall.md"
    text = story.read_text(encoding="utf-8")
    story.write_text(text.replace("{{", "").replace("}}", ""), encoding="utf-8")
    assert main(["web", str(story), "-o", str(tmp_path / "out")]) in (0, 1)
    capsys.readouterr()
    path, _, html = WebBench(str(tmp_path), True).html("wall.md", "", None)
    published = (tmp_path / "out" / "index.html").read_bytes()
    assert path == "index.html"
    assert LINKS.sub(b"", html) == LINKS.sub(b"", published)


def test_a_changed_story_is_another_revision_and_the_same_text_is_the_same(bench, place):
    first = bench.page(STORY, "", None)
    assert bench.page(STORY, "", None) == first
    edit(place, "\nAnd a *last* word.\n")
    second = bench.page(STORY, "", None)
    assert second["revision"] != first["revision"] and not second["stale"]
    assert b"And a <em>last</em> word." in bench.html(STORY, "", None)[2]


def test_a_picture_that_changed_is_shown(bench, place):
    first = bench.page(STORY, "", None)
    media = place / "stories" / "media"
    shutil.copy(media / "2.png", media / "0.png")
    assert bench.page(STORY, "", None)["revision"] != first["revision"]


@pytest.mark.parametrize("broken", ["", "---\nheadline: [\n---\n\nText.\n", "---\nheadline: x\n"])
def test_a_broken_story_says_so_over_its_last_good_page(bench, place, broken):
    good, text = bench.page(STORY, "", None), (place / STORY).read_text(encoding="utf-8")
    (place / STORY).write_text(broken, encoding="utf-8")
    bad = bench.page(STORY, "", None)
    assert bad["stale"] and bad["revision"] == good["revision"] and bad["path"] == good["path"]
    assert {each["file"] for each in bad["problems"]} == {STORY}
    assert bench.html(STORY, "", None)[1] == good["revision"]
    (place / STORY).write_text(text, encoding="utf-8")
    again = bench.page(STORY, "", None)
    assert not again["stale"] and not again["problems"]
    assert again["revision"] == good["revision"]


def test_a_story_that_was_broken_from_the_beginning_has_problems_and_no_page(bench, place):
    (place / STORY).write_text("", encoding="utf-8")
    bad = bench.page(STORY, "", None)
    assert bad["problems"] and bad["path"] is None and bad["stale"]


def test_a_story_taken_away_keeps_its_page_and_says_so(bench, place):
    good = bench.page(STORY, "", None)
    (place / STORY).unlink()
    bad = bench.page(STORY, "", None)
    assert bad["stale"] and bad["revision"] == good["revision"]
    assert bad["problems"][0]["code"] == "no-such-story"
    with pytest.raises(BadInput):
        WebBench(str(place), False).page(STORY, "", None)


@pytest.mark.parametrize(
    "story", ["", "../x.md", "newsgrid.toml", "front:nowhere", "front:", "/etc/hosts"]
)
def test_what_is_no_story_is_no_page(bench, story):
    with pytest.raises(BadInput):
        bench.page(story, "", None)


def test_broken_rules_leave_pages_as_they_were_and_recover(bench, place):
    good, rules = bench.page(STORY, "", None), (place / "slots.toml").read_text(encoding="utf-8")
    (place / "slots.toml").write_text(rules + "\n[slot.inline-ad]\nmax = \n", encoding="utf-8")
    bad = bench.page(STORY, "", None)
    assert bad["stale"] and bad["revision"] == good["revision"]
    assert {each["file"] for each in bad["problems"]} == {"slots.toml"}
    assert bench.publication()["problems"]
    edit(place, "\nOne more line of copy, whatever the rules say.\n")
    fresh = bench.page(STORY, "", None)
    assert fresh["stale"] and fresh["revision"] != good["revision"]
    (place / "slots.toml").write_text(rules, encoding="utf-8")
    assert not bench.page(STORY, "", None)["stale"]


def test_broken_settings_from_the_beginning_are_problems_that_go_away(place):
    (place / "newsgrid.toml").write_text("name =\n", encoding="utf-8")
    bench = WebBench(str(place), False)
    assert bench.publication()["problems"][0]["file"] == "newsgrid.toml"
    assert bench.page(STORY, "", None)["path"] is None
    (place / "newsgrid.toml").write_text(SETTINGS, encoding="utf-8")
    assert bench.page(STORY, "", None)["path"] and not bench.publication()["problems"]


def test_a_draft_is_seen_by_its_own_tab_alone(bench):
    saved = bench.page(STORY, "", None)
    draft = default_text().replace('from_top      = "2 paragraphs"', 'from_top = "4 paragraphs"')
    assert draft != default_text()
    tried = bench.page(STORY, "tab-1", draft)
    assert tried["revision"] != saved["revision"] and not tried["problems"]
    assert bench.page(STORY, "", None)["revision"] == saved["revision"]
    assert bench.page(STORY, "tab-2", None)["revision"] == saved["revision"]
    assert bench.page(STORY, "tab-2", default_text())["revision"] == saved["revision"]
    assert bench.page(STORY, "tab-1", draft)["revision"] == tried["revision"]


def test_a_broken_draft_shows_the_last_good_one_and_what_is_wrong(bench):
    saved = bench.page(STORY, "", None)
    draft = default_text().replace('from_top      = "2 paragraphs"', 'from_top = "4 paragraphs"')
    tried = bench.page(STORY, "tab", draft)
    bad = bench.page(STORY, "tab", draft + "\n[slot.inline-ad\n")
    assert bad["stale"] and bad["problems"] and bad["revision"] == tried["revision"]
    other = bench.page(STORY, "fresh", "[slot\n")
    assert other["stale"] and other["revision"] == saved["revision"]


def test_a_section_that_is_new_is_in_the_navigation_of_every_page(bench, place):
    bench.page(STORY, "", None)
    text = (place / "0412.md").read_text(encoding="utf-8")
    assert "section: Environment" in text
    (place / "0412.md").write_text(text.replace("section: Environment", "section: Space"))
    bench.page(STORY, "", None)
    html = bench.html(STORY, "", None)[2]
    assert b'href="../space/index.html"' in html
    assert {"path": "front:space", "title": "Space"} in bench.publication()["fronts"]


def test_links_lead_to_the_stories_that_they_are_of(bench):
    there = bench.publication()
    for story in there["stories"]:
        path = bench.page(story, "", None)["path"]
        assert bench.opens(path) == story
    assert bench.opens("index.html") == "front:home"
    assert bench.opens("town/index.html") == "front:town"
    assert bench.opens("town/nothing.html") is None


def test_typing_a_letter_of_latin_script_changes_no_font_and_one_of_greek_does(bench, place):
    def fonts():
        bench.page(STORY, "", None)
        return [each for each in loaded(bench.html(STORY, "", None)[2]) if "fonts/" in each]

    first = fonts()
    edit(place, "\nŁódź, Šiška, naïve — œuvre ½.\n")
    assert fonts() == first
    edit(place, "\nThe word is λόγος.\n")
    assert fonts() != first


def test_what_others_write_beside_the_stories_costs_no_page(bench, place):
    first = bench.page(STORY, "", None)
    serial = bench._shared.base().serial
    (place / "edition.plan.json").write_text("{}")
    (place / "edition.pdf").write_bytes(b"%PDF")
    assert bench._shared.base().serial == serial
    (place / "newsgrid.toml").write_text(SETTINGS.replace("Harbour", "Hilltop"), encoding="utf-8")
    assert bench._shared.base().serial != serial
    assert bench.page(STORY, "", None)["revision"] != first["revision"]


def test_the_certificate_of_each_breakpoint_is_told(bench):
    points = bench.page(STORY, "", None)["breakpoints"]
    assert [(p["name"], p["first"], p["last"]) for p in points] == [
        ("mobile", 320, 479),
        ("tablet", 480, 979),
        ("desktop", 980, 1600),
    ]
    assert all(p["optimal"] == (p["objective"] == p["bound"]) for p in points)
    assert all(0 <= p["placed"] <= p["asked"] and 0 <= p["density"] <= 1 for p in points)


def test_a_mistake_of_ours_is_a_problem_over_the_last_good_page(bench, place, monkeypatch):
    good = bench.page(STORY, "", None)
    monkeypatch.setattr(web_compose, "story_draft", lambda *_: 1 // 0)
    edit(place, "\n\nMore.\n")
    bad = bench.page(STORY, "", None)
    assert bad["stale"] and bad["revision"] == good["revision"]
    assert [each["code"] for each in bad["problems"]] == ["bug"]
    other = f"stories/{name(1)}.md"
    assert bench.page(other, "", None)["problems"][0]["code"] == "bug"


def test_words_are_forgotten_after_so_many_pages_and_not_for_looking(bench, place, monkeypatch):
    monkeypatch.setattr(web_shared, "USES", 3)
    first = bench.page(STORY, "", None)
    foundry = bench._shared.base().shelf.foundry
    for _ in range(9):
        bench.html(STORY, "", None)
    assert bench._shared.base().shelf.foundry is foundry
    for number in (1, 2, 3):
        bench.page(f"stories/{name(number)}.md", "", None)
    assert bench._shared.base().shelf.foundry is not foundry
    assert bench.page(STORY, "", None)["revision"] == first["revision"]


def test_no_more_pages_are_kept_than_may_be(bench, monkeypatch):
    bench._shown = Kept(2)
    for number in range(5):
        bench.page(f"stories/{name(number)}.md", "", None)
    assert len(bench._shown) == 2
    assert bench.html(STORY, "", None)[1] == bench.page(STORY, "", None)["revision"]
