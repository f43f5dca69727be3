"""Rules that a story sets for itself, from its front matter to the rules it is placed by."""

import pickle
import re
from pathlib import Path

import pytest
from support.drawings.story_as_text import dump

from layout.publication.material import rules_for, without_ads
from layout.story.markdown.read_markdown import parse_markdown
from slots.finding import BadInput, Severity
from slots.rulebook.load import default_rules, parse_rules
from slots.rulebook.override import ad_free, overridden
from slots.rules.terms import Region

GUIDE = Path(__file__).parents[4] / "docs" / "stories.md"
RULES = parse_rules(
    """
[page]
density = "30%"
[page.at.mobile]
max_ads = 6
[defaults]
from_top = "2 paragraphs"
[defaults.clearance]
image = "60px"
[slot.inline]
holds = "ad"
sizes = ["300x250"]
label = "Advertisement"
min = 1
auto = 3
clearance = { heading = { above = "100px", below = "0px" } }
[slot.inline.at.mobile]
max = 4
clearance = { heading = { above = "50px" }, list = "9px" }
[slot.inline.at.desktop]
region = "rail"
[slot.box]
holds = "blue_box"
""",
    "slots.toml",
)


def story(front, body="One.\n\nTwo."):
    return parse_markdown(f"---\nheadline: A\n{front}\n---\n\n{body}\n", "story.md")


def under(front):
    written, findings = story(f"rules:\n{front}")
    assert findings == ()
    return overridden(RULES, written.rules)


def wrong(front):
    written, findings = story(f"rules:\n{front}")
    assert findings == ()
    with pytest.raises(BadInput) as caught:
        overridden(RULES, written.rules)
    return [str(finding) for finding in caught.value.findings]


def test_a_story_without_rules_is_placed_by_those_of_its_publication():
    written, _ = story("section: news")
    assert rules_for(written, RULES) is RULES
    assert "rules:" not in dump(written) and "ads:" not in dump(written)


def test_what_a_story_sets_holds_at_every_breakpoint():
    rules = under("  page: {max_ads: 2}\n  inline: {max: 1, from_top: 3 paragraphs}")
    for point in rules.breakpoints:
        terms = rules.terms("inline", point)
        assert (terms.max, str(terms.from_top)) == (1, "3 paragraphs")
        assert rules.page_terms(point).max_ads == 2
        assert str(rules.page_terms(point).density) == "30%"
    assert rules.terms("inline", "desktop").region is Region.RAIL
    assert str(rules.terms("box", "mobile").from_top) == "2 paragraphs"
    assert RULES.terms("inline", "mobile").max == 4


def test_only_a_storys_own_breakpoints_make_exceptions():
    rules = under("  inline: {max: 1, at: {desktop: {max: 2, region: beside}}}")
    assert [rules.terms("inline", p).max for p in ("mobile", "tablet", "desktop")] == [1, 1, 2]
    assert rules.terms("inline", "desktop").region is Region.BESIDE


def test_tables_are_joined_down_to_single_directions():
    rules = under("  inline: {clearance: {heading: {above: 10px}, image: 5px}}")
    clearance = rules.terms("inline", "mobile").clearance
    assert (str(clearance["heading"].above), str(clearance["heading"].below)) == ("10px", "0px")
    assert (str(clearance["image"].above), str(clearance["list"].above)) == ("5px", "9px")


def test_min_and_auto_go_down_with_max():
    rules = under("  inline: {max: 0}")
    terms = rules.terms("inline", "tablet")
    assert (terms.min, terms.auto, terms.max) == (0, 0, 0)
    assert under("  inline: {max: 2}").terms("inline", "tablet").auto == 2
    assert "asks for at least 3 and at most 2" in wrong("  inline: {max: 2, min: 3}")[0]


def test_defaults_lists_dates_and_steps_are_read():
    rules = under(
        "  defaults: {from_top: 9px}\n  category: {airline: {without_tags: [crash]}}\n"
        "  inline:\n    positions: [after paragraph 3, '-2 paragraphs']\n"
        "    never_after: []\n    never_between: [[image, image]]\n"
        "    when: {published_from: 2026-01-31}\n"
        "    relax:\n      - {rule: clearance.image, to: 30px}\n      - rule: positions\n"
    )
    terms = rules.terms("inline", "mobile")
    assert list(map(str, terms.positions)) == ["after paragraph 3", "-2 paragraphs"]
    assert (terms.never_after, terms.never_between) == ((), (("image", "image"),))
    assert str(terms.when.published_from) == "2026-01-31"
    assert [step.rule for step in terms.relax] == ["clearance.image", "positions"]
    assert str(rules.terms("box", "mobile").from_top) == "9px"
    assert rules.category["airline"].without_tags == ("crash",)


def test_all_mistakes_are_told_at_once_at_their_lines():
    lines = wrong(
        "  page: {max_ads: 1, densty: 30%}\n"
        "  inlin: {max: 0}\n"
        "  inline:\n"
        "    max: two\n"
        "    from_top: 3 pixels\n"
        "    holds: ad\n"
        "    at: {phone: {max: 1}}\n"
        "    relax: [{rule: from_top, to: 9 paragraphs}]\n"
        "  breakpoints: {mobile: 320px..400px}\n"
    )
    assert [line.partition(": ")[0] for line in lines] == [
        *("story.md:4:22", "story.md:5:3", "story.md:7:10", "story.md:8:15", "story.md:9:5"),
        *("story.md:10:10", "story.md:11:34", "story.md:12:3"),
    ]
    told = "\n".join(lines)
    for remedy in ('mean "density"', 'mean "inline"', 'mean "px"', "9 paragraphs is more"):
        assert remedy in told


def test_what_the_publication_has_wrong_is_not_told_again_by_its_stories():
    warned = parse_rules('[slot.a]\nholds = "ad"\nsizes = ["9x9"]\nlabel = "Buy"\n', "f")
    written, _ = story("rules: {a: {value: 3}}")
    assert overridden(warned, written.rules).terms("a", "mobile").value == 3


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("rules: none", "story.md:3:8: rules: expected tables of rules"),
        ("rules: [a, b]", "story.md:3:8: rules: expected tables of rules"),
        ("rules: {}", "story.md:3:8: rules: found nothing in it"),
        ("rules: {page: {max_ads: 1, max_ads: 2}}", "story.md:3:28: max_ads: written twice"),
        ("rules: {a: &a {a: *a}}", "more than 2,000 values, or more than 8 tables"),
        ("rules: {a: 1}\nrules: {a: 2}", "story.md:4:1: rules: written twice"),
    ],
)
def test_what_is_no_table_is_a_finding(front, said):
    written, findings = story(front)
    assert any(said in str(finding) for finding in findings)
    assert written.headline


def test_an_alias_that_doubles_and_doubles_ends():
    lines = "\n".join(f"  a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40))
    written, findings = story(f"rules:\n  a0: &a0 [1]\n{lines}")
    assert not written.rules
    assert [finding.code for finding in findings] == ["own-rules"]


def test_a_story_free_of_ads_has_none_in_any_slot_and_keeps_its_modules():
    body = "One.\n\n::: slot google-ad\n\n::: blue_box Note\nText.\n:::\n\nTwo."
    written, findings = story("ads: none", body)
    assert findings == () and written.ad_free
    left, told = without_ads(written)
    assert [ask.content.id for ask in left.asks] == ["blue-box-1"]
    assert [(each.code, each.severity) for each in told] == [("ad-free", Severity.INFO)]
    rules = rules_for(written, RULES)
    for point in rules.breakpoints:
        terms = rules.terms("inline", point)
        assert (terms.min, terms.auto, terms.max) == (0, 0, 0)
        assert rules.terms("box", point).max is None
    assert ad_free(default_rules()).terms("inline-ad", "tablet").max == 0


def test_ads_takes_nothing_but_none():
    written, findings = story("ads: two")
    assert not written.ad_free
    assert "ads: expected none" in str(findings[0])
    assert story("ads: no")[0].ad_free


def test_a_story_with_rules_can_be_told_from_another_kept_and_sent():
    one, other = story("rules: {page: {max_ads: 1}}")[0], story("rules: {page: {max_ads: 2}}")[0]
    assert one != other
    assert pickle.loads(pickle.dumps(one)) == one
    assert len({one, other}) == 2
    assert "rules:     page.max_ads = 1" in dump(one)


def test_the_example_of_the_guide_is_right():
    example = re.search(r"```yaml\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)[1]
    written, findings = parse_markdown(f"{example}\nText.\n", "guide.md")
    assert findings == ()
    rules = rules_for(written, default_rules())
    assert [rules.terms("inline-ad", p).max for p in ("mobile", "desktop")] == [1, 2]
