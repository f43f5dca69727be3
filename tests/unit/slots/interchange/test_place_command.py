"""newsgrid place: the engine on a strip of one's own, as data, for people, and side by side."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from support.schemas.json_schema import fits

from layout.desk.command import main
from slots.finding import BadInput
from slots.interchange.placement_schema import json_schema as placement_schema
from slots.interchange.strip_schema import json_schema as strip_schema
from slots.lint.reads_whole_story import unstable_rules
from slots.rulebook.by_name import load_preset, preset_names, source_text
from slots.rulebook.load import parse_rules

ROOT = Path(__file__).parents[4]
GUIDE = (ROOT / "docs" / "place.md").read_text("utf-8")
AD = '[slot.{0}]\nholds = "ad"\nlabel = "Advertisement"\nsizes = ["300x250"]\n'


def example(name):
    """The block of the guide that a comment names."""
    return re.search(rf"<!-- {re.escape(name)} -->\n```\w+\n(.*?)```", GUIDE, re.DOTALL)[1]


def plain(count, tall=140, width=343, screen=375):
    """Equal paragraphs with 20 px between them."""
    items = [
        {
            "id": f"p{n}",
            "role": "paragraph",
            "top": n * (tall + 20),
            "bottom": n * (tall + 20) + tall,
        }
        for n in range(count)
    ]
    for item in items:
        item["words"] = 40
    height = items[-1]["bottom"] if items else 0
    return {"width": width, "viewport": [screen, 667], "height": height, "items": items}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "strip.json").write_text(example("strip.json"))
    (tmp_path / "rules.toml").write_text(example("rules.toml"))
    (tmp_path / "plain.json").write_text(json.dumps(plain(20)))
    (tmp_path / "wide.json").write_text(json.dumps(plain(30, width=620, screen=1280)))
    return tmp_path


@pytest.fixture
def place(folder, capsys):
    """Runs the command: exit code, stdout, stderr."""

    def run(*arguments):
        code = main(["place", *map(str, arguments)])
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def placed(place):
    """Runs the command with --json and gives its data."""

    def run(*arguments):
        code, out, _ = place(*arguments, "--json")
        assert code == 0, out
        return json.loads(out)

    return run


# --- what it says --------------------------------------------------------------------------------


def test_the_example_of_the_guide_comes_out_as_it_says(placed):
    assert placed("strip.json", "--rules", "rules.toml") == json.loads(example("output"))


def test_the_keys_are_those_of_the_issue(placed):
    data = placed("strip.json", "--rules", "rules.toml")
    keys = {"placements", "refusals", "objective", "bound", "density", "relaxed"}
    assert keys <= data.keys()
    assert {"slot", "before", "size", "top", "bottom"} <= data["placements"][0].keys()
    refusal = {"candidate", "slot", "rule", "required", "actual", "against"}
    assert all(each.keys() == refusal for each in data["refusals"])
    assert None in {each["candidate"] for each in data["refusals"]}


def test_a_placement_for_people(place):
    code, out, err = place("strip.json", "--rules", "rules.toml")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "mobile, exact placement by rules.toml",
        "",
        "  what         before  size     top  bottom",
        "  inline-ad-1  p2      300x250  192  442",
        "",
        "1 of 1 placed, worth 105.1 points: no placement is worth more",
        "ads are 17.5% of the copy (limit 30%), 25.4% as Lighthouse measures",
        "copy without an ad: 992px at the longest, 188px at the shortest, 590px on average",
    ]


def test_refusals_are_told_of_slots_without_a_place_and_with_verbose_of_all(place, folder):
    (folder / "none.toml").write_text(AD.format("a") + 'from_top = "3000px"\nmax = 1\n')
    _, out, _ = place("strip.json", "--rules", "none.toml")
    assert "  nothing is placed" in out
    told = 'slot "a" has no place: slot.a.from_top alone keeps it out of the copy: '
    assert (
        f"{told}at the end of the copy it must keep 3000px from the top of the article, and" in out
    )
    assert "here it is 1180px\n  before     why not" in out
    assert "  p1         from_top needs 3000px, has 0px" in out
    _, out, err = place("strip.json", "--rules", "rules.toml", "--verbose")
    assert 'slot "inline-ad"\n' in out
    assert "  p5         from_end needs 200px, has 148px" in out
    assert err.startswith("Step 1 - Reading the strip and the rules")


def test_what_is_the_same_in_every_gap_is_said_once(place, folder):
    text = AD.format("a") + 'max = 1\nwhen = { tags = ["fire"] }\n'
    (folder / "fire.toml").write_text(text)
    _, out, _ = place("strip.json", "--rules", "fire.toml")
    assert out.count("when.tags") == 1
    told = (
        "slot.a.when.tags alone keeps it out of the copy: its slot asks for a tag of fire, and the"
    )
    assert f'slot "a" has no place: {told} story has no tags\n' in out


def test_edges_between_pixels_are_numbers_too(placed, folder):
    strip = plain(6)
    strip["height"] += 0.5
    for item in strip["items"]:
        item["top"], item["bottom"] = item["top"] + 0.5, item["bottom"] + 0.5
    (folder / "half.json").write_text(json.dumps(strip))
    data = placed("half.json", "--rules", "rules.toml")
    (box,) = data["placements"]
    assert isinstance(box["top"], float) and box["bottom"] - box["top"] == 250


@pytest.mark.slow
def test_a_story_s_facts_can_be_told(placed, folder):
    strip = {**plain(12, width=620, screen=1280), "about": {"tags": ["immersive"]}}
    (folder / "immersive.json").write_text(json.dumps(strip))
    data = placed("immersive.json", "--rules", "preset:spacefinder")
    assert [box["slot"] for box in data["placements"]] == ["immersive-ad", "rail-ad-plain"]
    assert data["placements"][0]["top"] >= 700


# --- options --------------------------------------------------------------------------------------


def test_the_breakpoint_is_that_of_the_screen_or_the_one_named(placed):
    assert placed("plain.json", "--rules", "rules.toml")["breakpoint"] == "mobile"
    named = placed("plain.json", "--rules", "rules.toml", "--breakpoint", "tablet")
    assert named["breakpoint"] == "tablet"


def test_without_rules_those_that_come_with_newsgrid_hold(place):
    code, out, err = place("plain.json")
    assert code == 0
    assert "by default rules" in out
    assert "info: not placed: " in err


@pytest.mark.parametrize("strategy", ["exact", "stable", "greedy"])
def test_the_strategy_of_the_rules_can_be_overruled(placed, strategy):
    data = placed("plain.json", "--rules", "rules.toml", "--strategy", strategy)
    assert data["strategy"] == strategy
    assert data["objective"] <= data["bound"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["strip.json", "--rules", "preset:spacefindr"], '(did you mean "spacefinder"?)'),
        (["strip.json", "--rules", "spacefinder"], '(did you mean "preset:spacefinder"?)'),
        (["strip.json", "--compare", "gredy"], '(did you mean "greedy"?)'),
        (["strip.json", "--breakpoint", "mobil"], '"mobil" (did you mean "mobile"?)'),
        (["strip.json", "--rules", "nowhere.toml"], "nowhere.toml: no such preset or file"),
        (["strip.json", "--strategy", "best"], "'exact', 'stable', 'greedy'"),
        (["nothing.json"], "nothing.json: not read: no such file"),
        ([], "Missing argument 'STRIP.json'"),
    ],
)
def test_what_is_asked_for_and_is_not_there(place, arguments, said):
    code, out, err = place(*arguments)
    assert (code, out) == (2, "")
    assert said in err


def test_a_screen_outside_of_all_breakpoints_names_them(place, folder):
    strip = {**plain(4), "viewport": [200, 400]}
    (folder / "watch.json").write_text(json.dumps(strip))
    code, out, err = place("watch.json")
    assert (code, out) == (2, "")
    assert "no breakpoint of the rules has screens of 200px" in err
    assert "mobile 320px..479px" in err
    assert place("watch.json", "--breakpoint", "mobile")[0] == 0


def test_mistakes_of_strip_rules_and_options_are_told_together(place, folder):
    (folder / "bad.json").write_text('{"width": 3, "items": [{}]}')
    (folder / "bad.toml").write_text("[slots.a]\n")
    code, out, err = place("bad.json", "--rules", "bad.toml", "--compare", "preset:none")
    assert (code, out) == (2, "")
    assert "bad.json:1:1" in err or "bad.json: the strip needs viewport, height" in err
    assert "item 1 needs id, role, top, bottom" in err
    assert 'bad.toml:1:2: unknown rule "slots"' in err
    assert 'no preset "none"' in err


def test_bad_input_as_data(place, folder):
    (folder / "bad.json").write_text("{}")
    code, out, _ = place("bad.json", "--json")
    data = json.loads(out)
    assert (code, data["exit"], len(data["findings"])) == (2, 2, 1)
    assert "placements" not in data


# --- side by side ---------------------------------------------------------------------------------


def test_two_strategies_side_by_side(placed):
    data = placed("plain.json", "--rules", "rules.toml", "--compare", "greedy")
    first, second = data["compare"]["sides"]
    assert (first["strategy"], second["strategy"]) == ("exact", "greedy")
    assert data["compare"]["comparable"]
    assert first["objective"] == data["objective"]
    assert second["objective"] == second["own_objective"] <= first["objective"]
    assert second["broken"] == []


def test_a_preset_is_worth_what_the_first_rules_say_and_its_breaches_are_told(placed):
    data = placed("plain.json", "--rules", "rules.toml", "--compare", "preset:spacefinder")
    assert data["compare"]["sides"][1]["objective"] is None
    assert "no slot for" in data["compare"]["why"], "max = 1 leaves no slot for a second ad"
    one = placed("strip.json", "--rules", "rules.toml", "--compare", "preset:spacefinder")
    second = one["compare"]["sides"][1]
    assert [box["before"] for box in second["placements"]] == ["p3"] or second["broken"]
    assert isinstance(second["objective"], int)


@pytest.mark.slow
def test_a_comparison_for_people(place):
    _, out, _ = place("wide.json", "--rules", "preset:spacefinder", "--compare", "exact")
    rows = [line.strip() for line in out.splitlines()]
    assert any(row.startswith("strategy ") and row.endswith("exact") for row in rows)
    for what in ("worth by the first rules", "its bound", "ad density", "as Lighthouse measures"):
        assert any(row.startswith(what) for row in rows), what
    assert any(row.startswith("longest stretch without an ad") for row in rows)


def test_more_ads_than_the_first_rules_have_are_taken_for_slots_without_a_max(placed, folder):
    text = AD.format("only") + "max = 1\n" + AD.format("more") + 'from_top = "2000px"\n'
    (folder / "two.toml").write_text(text)
    data = placed("plain.json", "--rules", "two.toml", "--compare", "preset:amp")
    second = data["compare"]["sides"][1]
    assert data["compare"]["comparable"]
    assert {each["slot"] for each in second["broken"]} == {"more"}
    assert {each["rule"] for each in second["broken"]} == {"from_top"}


# --- presets, warnings and schemas ----------------------------------------------------------------


def test_presets_are_named_in_the_help_and_in_the_guide(capsys):
    assert main(["place", "--help"]) == 0
    out = capsys.readouterr().out
    for name in preset_names():
        assert name in out
        assert f"| `{name}` |" in GUIDE
        assert load_preset(name).slot


def test_rules_come_from_presets_and_files(folder):
    assert list(parse_rules(source_text("preset:amp"), "amp").slot) == ["auto-ad"]
    assert list(parse_rules(source_text("rules.toml"), "rules.toml").slot) == ["inline-ad"]
    with pytest.raises(BadInput, match="presets: amp, mediavine, spacefinder"):
        source_text("preset:")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["mediavine", "amp", "spacefinder", "spacefinder-high-value"])
def test_every_preset_places_something_on_every_screen(placed, name):
    for strip in ("plain.json", "wide.json"):
        data = placed(strip, "--rules", f"preset:{name}")
        assert data["placements"]
        assert data["objective"] <= data["bound"]


def test_mediavine_fills_to_its_density(placed):
    assert 0.25 < placed("plain.json", "--rules", "preset:mediavine")["density"] <= 0.30
    assert 0.20 < placed("wide.json", "--rules", "preset:mediavine")["density"] <= 0.25


def test_amp_keeps_a_screen_then_two_then_three_and_stops_at_eight(placed, folder):
    (folder / "long.json").write_text(json.dumps(plain(120)))
    boxes = placed("long.json", "--rules", "preset:amp")["placements"]
    assert len(boxes) == 8
    free = [b["top"] - a["bottom"] for a, b in pairwise(boxes)]
    for ads, gap in enumerate(free, 1):
        least = 667 * (1 if ads < 3 else 2 if ads < 6 else 3)
        assert least <= gap < least + 160


UNSTABLE = """\
[page]
spacing = ["10%", "1 screen after 2 ads"]
[category.airline]
words = ["crash"]
[slot.a]
holds      = "ad"
sizes      = ["300x250"]
label      = "Advertisement"
from_top   = "20%"
decay      = "4%"
categories = ["airline"]
positions  = ["-2 paragraphs", "25% of text", "after paragraph 3", "before paragraph -1"]
clearance  = { image = { above = "3%" }, list = "40px" }
distance   = { any = "5%" }
when       = { min_words = 3 }
relax      = [{ rule = "from_top" }]
[slot.b]
holds    = "ad"
sizes    = ["300x250"]
label    = "Advertisement"
from_top = "2 screens"
"""


def test_rules_that_depend_on_the_whole_are_named():
    own, page = (each.message for each in unstable_rules(parse_rules(UNSTABLE, "r"), "mobile"))
    assert own.split(": ", 1)[1] == (
        'from_top = "20%", clearance.image.above = "3%", distance.any = "5%", '
        'positions "-2 paragraphs", positions "25% of text", positions "before paragraph -1", '
        "relax, when.min_words, category.airline.words"
    )
    assert page.startswith("the page is not stable when copy is added at the end: spacing = ")


def test_an_unstable_rule_is_a_warning_where_stability_is_asked_for(place, folder):
    (folder / "unstable.toml").write_text(UNSTABLE)
    assert "warning" not in place("plain.json", "--rules", "unstable.toml")[2]
    arguments = ("plain.json", "--rules", "unstable.toml", "--strategy", "stable")
    code, _, err = place(*arguments)
    assert code == 0
    assert 'warning: slot "a" is not stable' in err
    assert place(*arguments, "--strict")[0] == 1


@pytest.mark.slow
def test_what_goes_in_and_comes_out_fits_the_schemas(placed, capsys):
    assert fits(json.loads(example("strip.json")), strip_schema())
    assert not fits({**plain(2), "wdth": 3}, strip_schema())
    schema = placement_schema()
    data = placed("wide.json", "--rules", "preset:spacefinder", "--compare", "exact")
    assert fits(data, schema)
    assert not fits({**data, "placements": [{"slot": "a"}]}, schema)
    for name in ("strip", "placement"):
        assert main(["schema", name]) == 0
        assert json.loads(capsys.readouterr().out)["title"].startswith(f"newsgrid {name}")
