"""Why something stands elsewhere or nowhere: the rule that bound, and a remedy that holds."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction

import pytest

from benchmarks.corpora import CORPORA
from benchmarks.refusals import Case, drawn, is_foreign, pool, press, read, tried, with_change
from layout.desk.command import main
from layout.desk.reports.explain.on_screens import web_views
from layout.story.as_written import Ask, SlotAsk, Story
from layout.story.block import Crosshead, Paragraph
from layout.story.module import Module
from layout.story.run import plain
from layout.web.plan.page_outcomes import scene_of
from layout.web.plan.page_plan import BreakpointPlan, WebPlan
from slots.problem.why_closed import Trace
from slots.reasons.change import Change, change_of
from slots.reasons.outcome import How, fates_of
from slots.reasons.scene import Scene
from slots.reasons.why_it_stands_or_not import changes, reason
from slots.reasons.why_not_in_a_gap import explanation
from slots.rulebook.load import parse_rules
from slots.rules.keys import Keys
from slots.rules.terms import Region, Rules
from slots.strip.content import Content
from slots.strip.decision import Decision
from slots.strip.refusal import Kind, Refusal, Rule
from slots.units import parse_length

L = parse_length
FROM_TOP = Rule(Kind.FROM_TOP)

POINTS = '[breakpoints]\nmobile = "320px..479px"\ndesktop = "980px..1600px"\n'
AD = '[slot.ad]\nholds = "ad"\ntakes = ["ad"]\nsizes = ["300x250", "250x250"]\n'
TEXT = "The council said on Wednesday that the harbour opens again after the storm. "


def ruled(text: str) -> Rules:
    return parse_rules(POINTS + text, "slots.toml")


def story_of(paragraphs: int, *asks: str, **more) -> Story:
    body = tuple(Paragraph(plain(TEXT * 4)) for _ in range(paragraphs))
    offers = tuple(Ask(1, SlotAsk(name, name)) for name in asks)
    return Story("slug", plain("A headline"), body, offers, source="slug.md", **more)


def planned(story: Story, rules: str, trace: Trace = Trace.UNPLACED) -> WebPlan:
    made = press()
    return made.plan(story, ruled(rules)) if trace is Trace.ALL else _short(story, ruled(rules))


def _short(story: Story, rules: Rules) -> WebPlan:
    from layout.web.pages.compose import plan_story

    return plan_story(story, press().theme, press().foundry, rules)


def at(plan: WebPlan, name: str) -> BreakpointPlan:
    return next(point for point in plan.breakpoints if point.name == name)


def whys(story: Story, rules: str, point: str = "mobile") -> dict[str, str]:
    """The sentence for each content, as explain and the desk tell it."""
    views = web_views(planned(story, rules, Trace.ALL), story, ruled(rules))
    view = next(each for each in views if each.name == point)
    return {standing.id: standing.why for standing in view.standings}


# --- sentences that were false on 0.4.0 -----------------------------------------------------------

DENSE = "page.density alone keeps it"


def test_a_fallback_that_density_refuses_is_not_called_none():
    rules = AD + 'fallback = "end"\nfrom_top = "2 paragraphs"\n[page]\ndensity = "20%"'
    why = whys(story_of(1, "ad-1"), rules)["ad-1"]
    assert why.startswith(f"{DENSE} from the end: ads may be at most 20% of the page's height")
    assert why.endswith("; slot.ad.from_top and page.density keep it out of the copy")
    assert "fallback" not in why


def test_a_tag_that_refuses_is_named_whatever_the_fallback():
    rules = AD + 'fallback = "end"\ncategories = ["airline"]\n[category.airline]\n'
    rules += 'without_tags = ["crash"]'
    why = whys(story_of(6, "ad-1", tags=("crash",)), rules)["ad-1"]
    assert why == (
        "category.airline.without_tags alone keeps it out of the copy: category airline asks for "
        "no tag crash, and the story has crash"
    )


@pytest.mark.parametrize("region", ["rail", "end"])
def test_density_after_the_copy_is_not_called_max_or_conditions(region):
    rules = AD + f'region = "{region}"\n[page]\ndensity = "20%"'
    why = whys(story_of(1, "ad-1"), rules)["ad-1"]
    screens = ", where screens without a rail have it" if region == "rail" else ""
    assert why.startswith(f"{DENSE} from the end{screens}: ads may be at most 20%")


def test_max_and_conditions_are_told_apart():
    rules = AD + 'region = "end"\nmax = 1\n[slot.ad.when]\nsections = ["Town"]'
    news = whys(story_of(9, "ad-1", "ad-2", section="News"), rules)
    assert set(news.values()) == {
        "slot.ad.when.sections alone keeps it from the end: its slot asks for section Town, and "
        "the story has News"
    }
    town = whys(story_of(9, "ad-1", "ad-2", section="Town"), rules)
    assert town["ad-1"] == "its rules say region = end"
    assert town["ad-2"] == (
        "slot.ad.max alone keeps it from the end: at most 1 of ad may stand on the page, and this "
        "would be the 2nd"
    )


def test_an_ad_too_wide_for_the_rail_does_not_lack_room_in_it():
    rules = AD.replace('"300x250", "250x250"', '"728x90"') + 'region = "rail"\nfallback = "end"'
    why = whys(story_of(9, "ad-1"), rules, "desktop")["ad-1"]
    assert why == (
        "slot.ad.sizes alone keeps it out of the rail and from the end: it is 728px wide, and "
        "there is room for 300px"
    )


def test_a_box_whose_rules_name_no_fallback_is_not_said_to_have_one():
    module = Module("box", "box-1", plain("A box"), items=())
    story = replace(story_of(2), asks=(Ask(1, module),))
    why = whys(story, '[slot.box]\nholds = "module"\nfrom_top = "9 paragraphs"')["box-1"]
    assert why.startswith(
        "slot.box.from_top alone keeps it out of the copy: at the end of the copy"
    )
    assert why.endswith("; a box without a place follows the copy")


def test_no_fallback_is_said_where_there_is_none():
    rules = AD + 'from_top = "9 paragraphs"\n'
    assert whys(story_of(2, "ad-1"), rules)["ad-1"].endswith("; its rules name no fallback")
    none = whys(story_of(2, "ad-1"), rules + 'fallback = "none"')["ad-1"]
    assert none.endswith("; fallback = none")


def test_a_taken_gap_is_not_called_forbidden():
    rules = AD + 'distance = { ad = "5000px" }\n'
    one = story_of(1, "ad-1", "ad-2", "ad-3")
    why = whys(one, rules.replace("5000px", "0px"))["ad-3"]
    opening = f"before b1 “{TEXT[:32].rstrip()}…”"
    assert why == (
        f"both gaps that its rules leave it are taken: {opening} by ad-1; "
        "its rules name no fallback"
    )


needs_corpora = pytest.mark.skipif(not CORPORA.is_dir(), reason="needs ../shared/corpora")


@pytest.mark.slow
@needs_corpora
@pytest.mark.parametrize("slug", ["004-metadata-space-separated-properties", "dev418", "44652"])
def test_no_foreign_story_is_told_that_a_fallback_is_not_there(slug, tmp_path, capsys):
    """Under the rules that come with newsgrid, whose slots for ads all have `fallback = "end"`: on
    0.4.0 these stories were told that their rules name none, though density refused it."""
    from layout.story.run import text_of

    story = next(each for each in pool() if each.slug == slug)
    copy = [text_of(b.runs) for b in story.body if isinstance(b, Paragraph)]
    file = tmp_path / "story.txt"
    file.write_text("\n\n".join(["A headline", "Google ad", *copy[:3], "Google ad"]), "utf-8")
    assert main(["explain", str(file), "--edition", "web", "--json"]) == 0
    views = json.loads(capsys.readouterr().out)["views"]
    lost = [slot for view in views for slot in view["slots"] if not slot["placed"]]
    assert lost, "something has no place in so short a story"
    for slot in lost:
        assert "fallback" not in slot["why"] and "conditions" not in slot["why"]
        assert "density alone keeps it" in slot["why"]
        assert [change["key"] for change in slot["changes"]] == ["density"]


# --- one rule, alone ------------------------------------------------------------------------------


def test_the_rule_of_most_gaps_is_told_and_the_others_that_would_do_are_named():
    rules = AD + 'from_top = "4 paragraphs"\nfrom_end = "2 paragraphs"\n'
    why = whys(story_of(4, "ad-1"), rules)["ad-1"]
    assert why.startswith("slot.ad.from_top alone keeps it out of the copy: ")
    assert (
        " it must keep 4 paragraphs from the top of the article, and here it is 2 paragraphs" in why
    )
    assert "(in other gaps slot.ad.from_end would do)" in why


def test_rules_that_bind_together_are_named_together():
    rules = AD + 'from_top = "5 paragraphs"\nfrom_end = "5 paragraphs"\n'
    plan = planned(story_of(4, "ad-1"), rules)
    (fate,) = at(plan, "mobile").fates
    assert fate.lead and fate.lead.how is How.TOGETHER
    scene = scene_of(at(plan, "mobile"), story_of(4, "ad-1"), ruled(rules))
    said = reason(fate, scene)
    assert said.count("from_top") == 1 and said.count("from_end") == 1
    assert "slot.ad.from_top and slot.ad.from_end together keep it out of the copy: before" in (
        said.replace(
            "slot.ad.from_end and slot.ad.from_top", "slot.ad.from_top and slot.ad.from_end"
        )
    )


def test_a_rule_that_lets_it_in_once_others_make_way_is_found():
    """One stands in the middle, where nobody else has room: every gap is closed by density and by
    the other. Density is what keeps the second out, for without it both would stand aside."""
    rules = AD + 'from_top = "1 paragraph"\nfrom_end = "1 paragraph"\ndistance = { ad = "260px" }\n'
    rules += '[page]\nevenness = 1000\ndensity = "40%"'
    story = story_of(4, "ad-1", "ad-2")
    point = at(planned(story, rules), "mobile")
    assert point.decision.alone == (("ad-2", Rule(Kind.DENSITY)),)
    (fate,) = point.fates
    assert fate.lead and fate.lead.moving
    scene = scene_of(point, story, ruled(rules))
    assert "page.density alone keeps it out of the copy, for without it others would make way" in (
        reason(fate, scene)
    )
    assert changes(fate, scene) == (Change(("page", "density"), None),)
    free = at(planned(story, rules.replace('density = "40%"', "")), "mobile")
    assert dict(free.homes) == {"ad-1": Region.ARTICLE, "ad-2": Region.ARTICLE}


def test_the_region_is_not_told_as_the_rule_where_a_rule_bound():
    """Beside the copy there is no rail on a phone; what keeps it off the page is density."""
    rules = AD + 'region = "beside"\nfallback = "end"\n[page]\ndensity = "20%"'
    why = whys(story_of(1, "ad-1"), rules)["ad-1"]
    assert why.startswith(f"{DENSE} from the end: ")
    assert why.endswith("; it needs a rail at every width, and screens of 320px have none")


# --- the same everywhere, and once ----------------------------------------------------------------


def test_findings_explain_and_the_desk_say_the_same():
    from layout.desk.preview.web.overlay import overlay, sight_of

    rules = AD + 'fallback = "end"\nfrom_top = "2 paragraphs"\n[page]\ndensity = "20%"'
    story = story_of(1, "ad-1")
    plan = planned(story, rules, Trace.ALL)
    why = whys(story, rules)["ad-1"]
    (finding,) = (each for each in plan.findings if each.code == "unplaced")
    assert f"mobile: {why}" in finding.message
    assert finding.hint and finding.hint.startswith("in slots.toml: [page] density = ")
    desk = overlay(sight_of(plan, story, ruled(rules), 375), ())["slots"]
    assert [slot["why"] for slot in desk] == [why]


def test_contents_of_one_reason_share_a_finding_and_a_table(capsys, tmp_path):
    rules = AD + 'fallback = "end"\nfrom_top = "9 paragraphs"\n'
    plan = planned(story_of(2, "ad-1", "ad-2", "ad-3"), rules)
    moved = [each.message for each in plan.findings if each.code == "moved"]
    assert [message.partition(" – ")[0] for message in moved] == [
        "moved to the end: ad-1, ad-2, ad-3"
    ]
    (tmp_path / "slots.toml").write_text(POINTS + rules, "utf-8")
    (tmp_path / "newsgrid.toml").write_text('name = "Gazette"\n', "utf-8")
    (tmp_path / "stories").mkdir()
    file = tmp_path / "stories" / "a.md"
    asks = "\n\n".join("::: slot ad" for _ in "123")
    file.write_text(f"# A headline\n\n{TEXT}\n\n{asks}\n\n{TEXT}\n", "utf-8")
    assert main(["explain", str(file), "--width", "375"]) == 0
    out = capsys.readouterr().out
    assert out.count("needs") == 1, out
    assert (
        out.count("slot.ad.from_top alone keeps it out of the copy") == 1 and "  as ad-1\n" in out
    )


def test_a_strip_says_the_same_and_has_the_change_as_data(tmp_path, capsys):
    items = [
        {"id": f"p{n}", "role": "paragraph", "top": n * 200, "bottom": n * 200 + 180}
        for n in (0, 1)
    ]
    strip = {"width": 343, "viewport": [375, 667], "height": 380, "items": items}
    (tmp_path / "strip.json").write_text(json.dumps(strip), "utf-8")
    (tmp_path / "slots.toml").write_text(POINTS + AD + 'max = 2\nfrom_top = "900px"\n', "utf-8")
    command = ["place", str(tmp_path / "strip.json"), "--rules", str(tmp_path / "slots.toml")]
    assert main([*command, "--json"]) == 0
    (lost,) = json.loads(capsys.readouterr().out)["unplaced"]
    assert lost["ids"] == ["ad-1", "ad-2"]
    assert lost["why"] == (
        "slot.ad.from_top alone keeps it out of the copy: at the end of the copy it must keep "
        "900px from the top of the article, and here it is 380px"
    )
    key = {"file": "slots.toml", "table": "slot.ad", "key": "from_top", "to": "380px"}
    assert lost["changes"] == [key]
    assert main(command) == 0
    assert f'slot "ad" has no place: {lost["why"]}' in capsys.readouterr().out


# --- remedies -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "asks", "has", "written"),
    [
        (Rule(Kind.WHEN, ("min_words",)), L("1 word"), L("0 words"), "1 words, 0 words"),
        (Rule(Kind.WHEN, ("max_blocks",)), 3, 4, "at most 3 blocks, 4 blocks"),
        (Rule(Kind.WHEN, ("min_age",)), 2, 1, "2 days, 1 day"),
        (Rule(Kind.WHEN, ("max_age",)), 2, None, "at most 2 days, an unknown age"),
        (Rule(Kind.WHEN, ("tags",)), ("a", "b"), (), "a tag of a, b, no tags"),
        (Rule(Kind.WHEN, ("authors",)), ("A", "B"), ("C", "D"), "by A or B, C, D"),
        (
            Rule(Kind.CATEGORY, ("bets", "without_sections")),
            None,
            (),
            "another section, no section",
        ),
        (Rule(Kind.DENSITY), L("30%"), Fraction(31, 100), "at most 30%, 31.0%"),
        (
            Rule(Kind.ONLY_BEFORE),
            ("heading", "list"),
            None,
            "heading or list directly below, the end",
        ),
        (Rule(Kind.PAGES), "4", "1 to 3", "pages 4, pages 1 to 3 at most"),
    ],
)
def test_amounts_are_written_as_people_say_them(rule, asks, has, written):
    refusal = Refusal(None, "ad-1", rule, asks, has)
    assert f"{refusal.required}, {refusal.actual}" == written


def test_a_rule_without_whom_it_holds_between_is_its_base():
    assert Rule(Kind.DISTANCE, ("ad",), "ad-2").base == Rule(Kind.DISTANCE, ("ad",))
    assert Rule(Kind.ADJACENT, ("above",)).base == Rule(Kind.ADJACENT, ("below",)).base


def test_remedies_name_the_storys_own_file_where_its_own_rules_bind():
    from slots.rules.story_overrides import OwnRules

    own = OwnRules("stories/a.md", ((("ad", "from_top"), "9 paragraphs"),))
    scene = Scene(Keys(ruled(AD + 'from_top = "9 paragraphs"'), "mobile"), {}, {}, {"ad-1": "ad"})
    refusal = Refusal(None, "ad-1", FROM_TOP, L("9 paragraphs"), L("2 paragraphs"))
    assert change_of(refusal, scene) == Change(("slot", "ad", "from_top"), "2 paragraphs")
    assert change_of(refusal, replace(scene, own=own)) == Change(
        ("slot", "ad", "from_top"), "2 paragraphs", "stories/a.md"
    )


def test_a_sticky_video_is_the_key_where_it_holds_density_down():
    rules = ruled(AD + '[page]\ndensity = "50%"\nsticky_video = true')
    scene = Scene(Keys(rules, "mobile"), {}, {}, {"ad-1": "ad"})
    refusal = Refusal("end", "ad-1", Rule(Kind.DENSITY), L("30%"), L("34%"))
    assert change_of(refusal, scene) == Change(("page", "sticky_video"), False)
    assert (
        "without a sticky video (page.sticky_video = false)" in explanation(refusal, scene).remedy
    )


def test_a_step_of_relaxation_is_said_to_need_a_min_that_is_not_reached():
    rules = ruled(AD + "min = 1")
    scene = Scene(Keys(rules, "mobile"), {}, {}, {"ad-1": "ad", "ad-2": "ad"}, frozenset({"ad-1"}))
    refusal = Refusal(None, "ad-2", FROM_TOP, L("9 paragraphs"), L("2 paragraphs"))
    assert explanation(refusal, scene).remedy.endswith('to = "2 paragraphs"}, with min = 2')


def test_a_length_is_told_at_the_width_where_least_of_it_is_there():
    """Copy is shorter on wide screens: what was told held at the narrowest one only."""
    text = (
        AD + 'from_top = "1 paragraph"\nfrom_end = "0px"\n[slot.ad.clearance]\nheading = "900px"\n'
    )
    story = story_of(8, "ad-1")
    body = (*story.body[:2], Crosshead(plain("One")), *story.body[2:])
    story = replace(story, body=body)
    data = read_data(text)
    plan = press().plan(story, read(data))
    for point in plan.breakpoints:
        scene = scene_of(point, story, read(data))
        for refusal in point.decision.refusals:
            if refusal.rule.kind is Kind.CLEARANCE:
                outcome = tried(Case(story, "own", data, point, scene, refusal))
                assert outcome.right, (str(refusal), outcome)


def read_data(text: str) -> dict[str, object]:
    import tomllib

    return tomllib.loads(POINTS + text)


def test_a_change_is_written_into_a_plain_clearance():
    data = {"defaults": {"clearance": {"image": "60px"}}}
    path = ("defaults", "clearance", "image", "above")
    assert with_change(data, Change(path, "20px")) == {
        "defaults": {"clearance": {"image": {"above": "20px", "below": "60px"}}}
    }


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_a_remedy_names_lets_it_in_or_the_next_reason_is_told(seed):
    """The samples, so that something is tried everywhere (python -m benchmarks.refusals: 200)."""
    samples = tuple(story for story in pool() if not is_foreign(story))
    wrong = [
        (str(case), outcome)
        for case in drawn(4, seed, samples)
        for outcome in (tried(case),)
        if not outcome.right
    ]
    assert wrong == []


@pytest.mark.slow
@needs_corpora
@pytest.mark.parametrize("seed", [12, 13])
def test_so_it_is_with_stories_that_nobody_here_wrote(seed):
    cases = list(drawn(5, seed, pool(), foreign=10))
    assert all(is_foreign(case.story) for case in cases)
    wrong = [(str(c), outcome) for c in cases for outcome in (tried(c),) if not outcome.right]
    assert wrong == []


def test_a_gap_that_was_lost_again_is_what_bound():
    """Beside the copy a box had a gap, and no room to travel there: that the other gaps are closed
    by other rules is not why it is gone."""
    rules = ruled(AD + 'region = "beside"\n')
    scene = Scene(Keys(rules, "desktop"), {}, {}, {"ad-1": "ad"})
    lost = Refusal("b4", "ad-1", Rule(Kind.MAX_PER_SCREEN), 1, 2, "ad-2")
    elsewhere = Refusal("b1", "ad-1", FROM_TOP, L("2 paragraphs"), L("0 paragraphs"))
    decision = Decision((), (elsewhere, lost), 0, 0, 0.0)
    stages = ({"ad-1": Region.BESIDE}, {"ad-1": None}, {"ad-1": None}, {"ad-1": None})
    content = Content("ad-1", "ad", ())
    (fate,) = fates_of(stages, (content,), decision, scene, (lost,))
    assert [(miss.how, miss.refusals) for miss in fate.misses] == [(How.ALONE, (lost,))]
    (without,) = fates_of(stages, (content,), decision, scene)
    assert without.misses[0].refusals != (lost,)
