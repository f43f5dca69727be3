"""newsgrid explain: every slot in both editions, where and why, or every refusal."""

import json
import re
from pathlib import Path

import pytest

from layout.desk.command import main
from slots.rulebook.load import default_rules

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[4]
SEED = ROOT / "seeds" / "000_c245132f38cc56cf.txt"
STORY = ROOT / "templates" / "publication" / "stories" / "harbour-wall.md"
ASKED = ["blue-box-1", "google-ad-1", "digest-1", "google-ad-2", "newsletter-1"]
KEYS = {"id", "slot", "placed", "where", "why", "place", "bound", "changes", "refusals"}


def explained(capsys, *arguments):
    assert main(["explain", *map(str, arguments), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.fixture(scope="module")
def web_of_story():
    """The web views of a story whose slots stand in its copy."""
    import contextlib
    import io

    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        assert main(["explain", str(STORY), "--edition", "web", "--json"]) == 0
    return json.loads(out.getvalue())["views"]


def test_every_slot_of_the_seed_is_explained_in_every_view(capsys):
    report = explained(capsys, SEED)
    assert [view["name"] for view in report["views"]] == ["mobile", "tablet", "desktop", "print"]
    for view in report["views"]:
        assert [slot["id"] for slot in view["slots"]] == ASKED
        assert all(set(slot) == KEYS for slot in view["slots"])
        assert all(slot["where"] and slot["why"] for slot in view["slots"])
        assert view["optimal"] == (view["objective"] == view["bound"])


def test_what_stands_in_the_copy_is_refused_every_other_gap_or_could_stand_there(web_of_story):
    for view in web_of_story:
        named = [gap["candidate"] for gap in view["gaps"]]
        gaps = [gap for gap in named if gap not in ("rail", "end")]
        assert gaps[-1] is None and len(set(gaps)) == len(gaps)
        for slot in view["slots"]:
            refused = {refusal["candidate"] for refusal in slot["refusals"]}
            assert refused <= set(named)
            if slot["place"].get("region") == "article":
                assert slot["place"]["before"] in gaps
                assert slot["place"]["before"] not in refused


def test_refusals_name_rule_required_and_actual(web_of_story):
    refusals = [r for view in web_of_story for slot in view["slots"] for r in slot["refusals"]]
    assert len(refusals) > 10
    assert all(r["rule"] and r["required"] and r["actual"] for r in refusals)
    assert any(r["against"] for r in refusals)


def test_a_width_gives_the_one_view_it_belongs_to_with_positions_there(capsys):
    (view,) = explained(capsys, STORY, "--width", "375")["views"]
    assert (view["name"], view["screen"]) == ("mobile", 375)
    (other,) = explained(capsys, STORY, "--width", "479")["views"]
    assert (other["name"], other["screen"]) == ("mobile", 479)
    tops = [
        [slot["place"]["top"] for slot in each["slots"] if slot["place"].get("region") == "article"]
        for each in (view, other)
    ]
    assert tops[0] and tops[0] > tops[1]


def test_print_positions_are_those_of_the_sheet(capsys):
    (view,) = explained(capsys, SEED, "--edition", "print")["views"]
    assert view["pages"] == 1
    places = [slot["place"] for slot in view["slots"]]
    assert all(place["page"] == 1 for place in places)
    assert all(
        place["x_mm"] >= 12 and place["x_mm"] + place["width_mm"] <= 268.01 for place in places
    )
    assert all(place["y_mm"] + place["height_mm"] <= 386.01 for place in places)


def test_people_get_tables_with_the_same_facts(capsys):
    assert main(["explain", str(STORY), "--width", "375"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("mobile, screens of 320px..479px, shown at 375px\n")
    assert re.search(r"^  what +slot +where +why$", out, re.MULTILINE)
    assert re.search(r"^  google-ad-1 +inline-ad +before b\d+ “", out, re.MULTILINE)
    assert re.search(r"^    gap +rule +needs +has +against$", out, re.MULTILINE)
    assert "no arrangement is worth more" in out


def test_a_story_that_asks_for_nothing_is_told_so(capsys, tmp_path):
    story = tmp_path / "story.txt"
    story.write_text("Bridge opens\n\nThe bridge opened on Friday.\n")
    assert main(["explain", str(story)]) == 0
    out = capsys.readouterr().out
    assert out.count("the story asks for no ad and no box") == 4


def test_the_manual_names_every_key_of_the_report(capsys):
    manual = (ROOT / "docs" / "explain.md").read_text()
    report = explained(capsys, SEED)
    keys = set(report)
    for view in report["views"]:
        keys |= {*view, *view["slots"][0]}
        keys |= {key for slot in view["slots"] for key in slot["place"]}
    assert {key for key in keys if f'"{key}"' not in manual and f"`{key}`" not in manual} == set()


def test_breakpoints_are_those_of_the_rules(web_of_story):
    rules = default_rules()
    assert [view["name"] for view in web_of_story] == list(rules.breakpoints)
    widths = [[each.first, each.last] for each in rules.breakpoints.values()]
    assert [view["widths"] for view in web_of_story] == widths
