"""The rules as the running desk answers for them: read, edited, tried and saved."""

from __future__ import annotations

import json
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.desk.running_desk import ROOT, Answer, Running, desk_on

from slots.rulebook.load import default_text

pytestmark = pytest.mark.slow

STORIES = ("a", "b", "c")
WORDS = "The river rose and the town watched it, hour after hour, all night long. " * 3


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication of three stories that ask for an ad each, and one that cannot be used."""
    folder = tmp_path_factory.mktemp("rules") / "gazette"
    shutil.copytree(ROOT / "templates" / "publication", folder)
    shutil.rmtree(folder / "stories")
    (folder / "stories").mkdir()
    copy = "\n\n".join([WORDS] * 12)
    for name in STORIES:
        text = f"---\nheadline: Story {name}\nslots: [google-ad]\n---\n\n{copy}\n"
        (folder / "stories" / f"{name}.md").write_text(text)
    (folder / "stories" / "broken.md").write_bytes(b"\xff\xfe")
    return folder


@pytest.fixture(scope="module")
def desk(place: Path) -> Iterator[Running]:
    """A desk on it."""
    with desk_on(place) as running:
        yield running


def _draft(top: str) -> str:
    before = 'from_top      = "2 paragraphs"'
    assert before in default_text()
    return default_text().replace(before, f'from_top      = "{top}"')


def _lines(answer: Answer) -> list[dict[str, Any]]:
    return [json.loads(line) for line in answer.body.splitlines()]


def test_a_publication_without_rules_shows_ours_and_can_have_its_own(desk: Running) -> None:
    state = desk.ask("GET", "/api/rules").json
    assert (state["file"], state["own"], state["writable"]) == ("slots.toml", False, True)
    assert state["text"] == default_text()
    assert state["data"]["page"]["at"]["mobile"]["max_ads"] == 6
    row, column = state["lines"]["page.at.mobile.max_ads"]
    assert default_text().split("\n")[row - 1][column - 1 :].startswith("max_ads")


def test_the_schema_is_the_one_of_the_command(desk: Running) -> None:
    assert desk.ask("GET", "/api/rules/schema").json["$defs"]["Slot"]["required"] == ["holds"]


def test_a_broken_text_is_read_as_far_as_it_goes(desk: Running) -> None:
    read = desk.ask("POST", "/api/rules/read", {"text": "[page]\nmax_ads = \nx = 1\n"}).json
    assert not read["ok"]
    assert read["data"] is None
    errors = [f for f in read["findings"] if f["severity"] == "error"]
    assert [(f["line"], f["code"]) for f in errors][:1] == [(2, "toml-syntax")]


def test_edits_are_made_one_after_another(desk: Running) -> None:
    edits = [
        {"path": ["slot", "x"], "value": {"holds": "ad"}},
        {"path": ["slot", "x", "when", "published_from"], "value": "2026-11-26"},
        {"path": ["slot", "x", "max"], "value": 2},
        {"path": ["slot", "x", "max"], "value": None},
    ]
    answer = desk.ask("POST", "/api/rules/edit", {"text": "", "edits": edits}).json
    assert answer["text"] == '[slot.x]\nholds = "ad"\nwhen = { published_from = 2026-11-26 }\n'
    assert answer["data"]["slot"]["x"]["when"] == {"published_from": "2026-11-26"}


@pytest.mark.parametrize(
    "edits",
    [
        [3],
        [{"path": []}],
        [{"path": "a", "value": 1}],
        [{"path": [None], "value": 1}],
        [{"path": ["a"] * 13, "value": 1}],
        [{"path": ["a"], "rename": 3}],
        [{"path": ["a"], "value": 1}] * 501,
    ],
)
def test_edits_that_are_none_are_refused(desk: Running, edits: list[Any]) -> None:
    answer = desk.ask("POST", "/api/rules/edit", {"text": "", "edits": edits})
    assert (answer.status, answer.json["findings"][0]["code"]) == (422, "edit-refused")


@pytest.mark.parametrize("text", ["#" * 200_000, "a." * 40_000 + "b = 1"])
def test_what_would_take_too_long_is_refused(desk: Running, text: str) -> None:
    read = desk.ask("POST", "/api/rules/read", {"text": text}).json
    assert (read["ok"], read["findings"][0]["code"]) == (False, "too-large")
    asked = {"tab": "t", "story": "", "text": text, "edits": [], "line": 1, "column": 1}
    for name in ("edit", "complete", "trial", "whole"):
        answer = desk.ask("POST", f"/api/rules/{name}", asked)
        assert (answer.status, answer.json["findings"][0]["code"]) == (422, "too-large")


def test_completion_is_answered(desk: Running) -> None:
    asked = {"text": "[page]\nstrategy = ", "line": 2, "column": 12}
    answer = desk.ask("POST", "/api/rules/complete", asked).json
    assert answer["from"] == answer["to"] == [2, 12]
    assert [item["insert"] for item in answer["items"]] == ['"exact"', '"stable"', '"greedy"']


def _trial(desk: Running, text: str, story: str = "stories/a.md") -> dict[str, Any]:
    body = {"tab": "t", "text": text, "story": story, "draft": True}
    answer: dict[str, Any] = desk.ask("POST", "/api/rules/trial", body).json
    return answer


def _page(desk: Running, draft: str) -> str:
    answer = desk.ask("GET", f"/api/page?story=stories/a.md&draft={draft}").json
    return str(answer["revision"])


def test_what_is_edited_or_read_for_a_tab_is_its_draft(desk: Running) -> None:
    """A page that is asked for after the answer is under these rules, whoever else tries others."""
    edits = [{"path": ["slot", "inline-ad", "from_top"], "value": "7 paragraphs"}]
    body = {"tab": "e", "story": "stories/a.md", "text": default_text(), "edits": edits}
    saved = _page(desk, "e")
    text = desk.ask("POST", "/api/rules/edit", body).json["text"]
    seventh = _page(desk, "e")
    assert seventh != saved
    desk.ask("POST", "/api/rules/read", {"tab": "r", "text": text})
    assert _page(desk, "r") == seventh
    desk.ask("POST", "/api/rules/read", {"tab": "r", "text": default_text()})
    assert (_page(desk, "r"), _page(desk, "e")) == (saved, seventh)
    desk.ask("POST", "/api/rules/edit", {**body, "tab": "", "edits": []})
    assert _page(desk, "e") == seventh


def test_a_trial_puts_no_older_text_in_place_of_the_draft(desk: Running) -> None:
    desk.ask("POST", "/api/rules/read", {"tab": "n", "text": _draft("7 paragraphs")})
    newest = _page(desk, "n")
    body = {"tab": "n", "text": default_text(), "story": "stories/a.md", "draft": False}
    desk.ask("POST", "/api/rules/trial", body)
    assert _page(desk, "n") == newest
    desk.ask("POST", "/api/rules/trial", {**body, "draft": True})
    assert _page(desk, "n") != newest


def test_a_trial_tells_what_moves_on_the_open_page(desk: Running) -> None:
    tried = _trial(desk, _draft("5 paragraphs"))
    mobile = next(point for point in tried["points"] if point["name"] == "mobile")
    assert (tried["ok"], mobile["first"], mobile["last"]) == (True, 320, 479)
    (change,) = mobile["changes"]
    assert (change["slot"], change["change"]) == ("inline-ad", "moved")
    was, now = (
        next(s["where"] for s in mobile[side]["slots"] if s["slot"] == "inline-ad")
        for side in ("saved", "draft")
    )
    assert (change["was"], change["now"]) == (was, now)
    assert [was, now] == [f"before “The river rose and the town…” (block {n})" for n in (5, 6)]
    assert mobile["draft"]["objective"] < mobile["saved"]["objective"]


def test_a_trial_of_the_same_rules_moves_nothing(desk: Running) -> None:
    tried = _trial(desk, default_text() + "\n# only a remark\n")
    assert all(not p["changes"] and p["saved"] == p["draft"] for p in tried["points"])


def test_a_trial_of_rules_with_errors_says_where_they_are(desk: Running) -> None:
    tried = _trial(desk, '[slot.a]\nholds = "ad"\nmargin = "wide"\n')
    assert (tried["ok"], tried["points"]) == (False, [])
    assert any((f["file"], f["line"]) == ("slots.toml", 3) for f in tried["findings"])


def test_a_front_is_tried_as_well(desk: Running) -> None:
    """Containers are its blocks; an ad between them goes where the draft has no slot for it."""
    own = '[slot.front-ad]\nholds = "ad"\nregion = "front"\nsizes = ["300x250"]\nvalue = 5\n'
    tried = _trial(desk, own, "front:home")
    assert [point["name"] for point in tried["points"]] == ["mobile", "tablet", "desktop"]
    for point in tried["points"]:
        assert {each["slot"] for each in point["draft"]["slots"]} == {"front-ad"}
        assert (point["first"] < point["last"], point["saved"]["bound"]) == (True, 0)
    came = [change for point in tried["points"] for change in point["changes"]]
    assert came
    assert {change["change"] for change in came} <= {"came", "moved"}
    assert _trial(desk, "[slot.a]\n", "front:home")["points"] == []
    assert _trial(desk, default_text(), "front:none")["points"] == []


@pytest.mark.parametrize("story", ["", "stories/none.md"])
def test_a_trial_without_a_story_tells_of_the_rules_alone(desk: Running, story: str) -> None:
    tried = _trial(desk, default_text(), story)
    assert (tried["ok"], tried["points"]) == (True, [])


def test_the_whole_publication_is_tried_the_open_story_first(desk: Running) -> None:
    body = {"tab": "t", "text": _draft("6 paragraphs"), "story": "stories/c.md"}
    lines = _lines(desk.ask("POST", "/api/rules/whole", body))
    assert [line["done"] for line in lines] == sorted(line["done"] for line in lines)
    last = lines[-1]
    assert (last["final"], last["done"], last["of"]) == (True, 4, 4)
    changed = [each for line in lines for each in line["changed"]]
    assert [each["file"] for each in changed] == [f"stories/{n}.md" for n in ("c", "a", "b")]
    assert changed[0]["headline"] == "Story c"
    assert changed[0]["changes"][0]["change"] == "moved"
    failed = [each["file"] for line in lines for each in line["failed"]]
    assert failed == ["stories/broken.md"]
    for side in ("a", "b"):
        mobile = last[side]["breakpoints"][0]
        assert (mobile["name"], mobile["stories"], mobile["filled"]) == ("mobile", 3, 3)
        assert {"slot": "inline-ad", "asked": 3, "filled": 3} in mobile["slots"]


def test_rules_that_cannot_be_used_are_not_tried_on_the_whole(desk: Running) -> None:
    answer = desk.ask("POST", "/api/rules/whole", {"tab": "t", "text": "[slot.a]\n"})
    assert answer.status == 422
    assert [f["code"] for f in answer.json["findings"]] == ["missing-rule"]


def test_presets_come_with_what_they_are(desk: Running) -> None:
    found = {each["name"]: each for each in desk.ask("GET", "/api/presets").json}
    assert set(found) >= {"amp", "mediavine", "spacefinder"}
    assert found["mediavine"]["title"].startswith("Mediavine fills a page")
    assert tomllib.loads(found["mediavine"]["text"])["page"]["density"] == "25%"


def test_saving_keeps_comments_and_refuses_what_it_should(desk: Running, place: Path) -> None:
    """In this order: errors are refused, a file is made, an update that would be lost is not."""
    broken = {"text": "[slot.a]\n", "revision": ""}
    refused = desk.ask("PUT", "/api/rules", broken)
    codes = [finding["code"] for finding in refused.json["findings"]]
    assert (refused.status, codes) == (422, ["rules-with-errors", "missing-rule"])
    assert not (place / "slots.toml").exists()
    edits = [{"path": ["page", "at", "mobile", "max_ads"], "value": 4}]
    body = {"text": default_text(), "edits": edits}
    text = desk.ask("POST", "/api/rules/edit", body).json["text"]
    saved = desk.ask("PUT", "/api/rules", {"text": text, "revision": ""})
    assert saved.status == 200
    assert (place / "slots.toml").read_text() == default_text().replace("ads = 6", "ads = 4")
    state = desk.ask("GET", "/api/rules").json
    assert (state["own"], state["revision"]) == (True, saved.json["revision"])
    lost = desk.ask("PUT", "/api/rules", {"text": default_text(), "revision": ""})
    assert (lost.status, lost.json["conflict"]["text"]) == (409, text)
    forced = {**broken, "revision": state["revision"], "force": True}
    assert desk.ask("PUT", "/api/rules", forced).status == 200
    assert (place / "slots.toml").read_text() == "[slot.a]\n"


def test_a_story_without_a_publication_shows_our_rules_and_saves_none(tmp_path: Path) -> None:
    story = tmp_path / "lone.md"
    story.write_text(f"# Lone\n\n{WORDS}\n")
    with desk_on(story) as running:
        state = running.ask("GET", "/api/rules").json
        assert (state["writable"], state["own"]) == (False, False)
        assert "newsgrid new" in state["why"]
        answer = running.ask("PUT", "/api/rules", {"text": default_text(), "revision": ""})
        assert (answer.status, answer.json["findings"][0]["code"]) == (422, "not-writable")
        tried = _trial(running, default_text(), "lone.md")
        assert [point["name"] for point in tried["points"]] == ["mobile", "tablet", "desktop"]
    assert not (tmp_path / "slots.toml").exists()
