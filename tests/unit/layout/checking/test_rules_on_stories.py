"""Rules counted on stories: what a census holds of each story, and what it takes to say of all of
them that a rule never holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layout.checking.one_file import home_of
from layout.checking.rules_on_stories import Census, Tally, census_of, lints_of, ruled_shelf
from layout.checking.whole_publication import check_publication
from layout.publication.all_stories import Shelf, shelf_of
from layout.work.terminal.console import QUIET
from slots.finding import Severity
from slots.strip.refusal import Kind, Refusal, Rule
from slots.units import Length, Unit

AD = '[slot.inline]\nholds = "ad"\ntakes = ["google-ad"]\nsizes = ["200x50"]\n'
ONE, TWO = (
    '[breakpoints]\nphone = "400px..400px"\n',
    '[breakpoints]\nphone = "400px..400px"\ndesk = "900px..900px"\n',
)
AD_LINE = "::: slot google-ad\n\n"
TEXT = "The ferry crossed the bay at seven with forty people, two goats and the post on board.\n\n"
SPOT = ("inline", "phone")
Make = Callable[..., Shelf]


@pytest.fixture
def shelf(tmp_path: Path) -> Make:
    """Makes a publication with these rules and a story for each text."""

    def made(rules: str, *stories: str, points: str = ONE) -> Shelf:
        (tmp_path / "newsgrid.toml").write_text('name = "The Gazette"\n')
        (tmp_path / "slots.toml").write_text(points + rules)
        for number, text in enumerate(stories):
            (tmp_path / f"s{number}.md").write_text(text)
        return shelf_of(tmp_path)

    return made


def story(paragraphs: int = 6, ads: int = 1, front: str = "") -> str:
    """A story of equal paragraphs that asks for some ads."""
    return f"---\nheadline: The ferry\n{front}---\n\n{TEXT}{AD_LINE * ads}{TEXT * (paragraphs - 1)}"


def census(of: Shelf) -> Census:
    found = Census()
    for each in of.stories:
        found.add(census_of(of, each))
    return found


def told(of: Shelf) -> list[tuple[str, Severity, str]]:
    return [(one.code, one.severity, one.message) for one in lints_of(of, census(of))]


def relaxing(*steps: int) -> str:
    """An ad nine paragraphs from the top, and after so many where it finds none."""
    written = ", ".join(f'{{ rule = "from_top", to = "{each} paragraphs" }}' for each in steps)
    return f'min = 1\nfrom_top = "9 paragraphs"\nrelax = [{written}]\n'


# --- what is counted of a story -------------------------------------------------------------------


def test_a_story_that_has_its_ads_is_counted_so(shelf: Make) -> None:
    made = shelf(AD + "min = 2\nmax = 2\n", story(), story(ads=2))
    first, second = (census_of(made, each).tallies[SPOT] for each in made.stories)
    assert (first.offered, first.filled, first.reached, first.most) == (1, 1, 0, 1)
    assert (second.offered, second.filled, second.reached, second.most) == (1, 1, 1, 2)


def test_a_story_that_asks_for_none_offers_none(shelf: Make) -> None:
    found = census(shelf(AD, story(ads=0)))
    assert found.stories == 1 and found.tallies == {}


def test_a_refusal_is_counted_where_the_ad_came_nearest(shelf: Make) -> None:
    """Where fewest rules bar it, and least is lacking: before the last paragraph, which has one
    less above it than the end, where it stood too near the foot as well."""
    made = shelf(AD + 'from_top = "9 paragraphs"\nfrom_end = "1 paragraph"\n', story(), story(8))
    found = census(made).tally(SPOT)
    rule = Rule(Kind.FROM_TOP)
    assert (found.offered, found.filled) == (2, 0) and found.refused == {rule: 2}
    assert str(found.nearest[rule]) == "from_top needs 9 paragraphs, has 7 paragraphs"


def test_slots_are_counted_each_by_itself(shelf: Make) -> None:
    other = AD.replace("inline", "other").replace("google-ad", "other-ad")
    rules = AD + relaxing(8, 7) + other + 'from_top = "12 paragraphs"\n'
    text = story(8).replace(AD_LINE, AD_LINE + AD_LINE.replace("google", "other"))
    found = census(shelf(rules, text))
    inline, other_ = found.tally(SPOT), found.tally(("other", "phone"))
    assert dict(inline.steps) == {1: 1} and inline.filled == 1
    assert dict(other_.steps) == {} and other_.filled == 0
    (refusal,) = other_.nearest.values()
    assert refusal.required == "12 paragraphs"


def test_stories_with_rules_of_their_own_or_without_ads_say_nothing(shelf: Make) -> None:
    made = shelf(
        AD,
        story(front="ads: none\n"),
        story(front="rules:\n  inline:\n    max: 1\n"),
        "---\nheadline:\n",
        story(),
    )
    assert [census_of(made, each).stories for each in made.stories] == [0, 0, 0, 1]


def test_steps_of_relaxation_are_counted_by_their_number(shelf: Make) -> None:
    """A story that needs the second needed the first, too."""
    made = shelf(AD + relaxing(7, 3), story(), story(8), story(9))
    steps = [census_of(made, each).tallies[SPOT].steps for each in made.stories]
    assert [dict(each) for each in steps] == [{1: 1, 2: 1}, {1: 1}, {}]


def test_conditions_are_counted_whether_or_not_the_slot_is_asked_for(shelf: Make) -> None:
    rules = AD + "when = { min_words = 60 }\n"
    made = shelf(rules, story(3, ads=0), story(6, ads=0))
    found = census(made)
    assert found.met[SPOT] == 1 and sum(found.unmet[SPOT].values()) == 1
    (why,) = found.unmet[SPOT]
    assert why.startswith("when.min_words asks for ")
    none = census(shelf(AD, story()))
    assert none.met == {} == none.unmet


# --- the laws of adding ---------------------------------------------------------------------------

RULES = st.sampled_from([Rule(Kind.FROM_TOP), Rule(Kind.SPACING), Rule(Kind.DENSITY)])


@st.composite
def tallies(draw: st.DrawFn) -> Tally:
    found = Tally(*(draw(st.integers(0, 5)) for _ in range(4)))
    for rule in draw(st.lists(RULES, max_size=4)):
        found.refused[rule] += 1
        there = Length(draw(st.integers(0, 9)), Unit.PX)
        found.nearest.setdefault(rule, Refusal("p1", "a", rule, None, there))
    found.steps.update(draw(st.lists(st.integers(1, 3), max_size=4)))
    return found


@st.composite
def censuses(draw: st.DrawFn) -> Census:
    spots = st.tuples(st.sampled_from("ab"), st.sampled_from(["phone", "desk"]))
    found = Census(draw(st.integers(0, 4)))
    found.tallies.update(draw(st.dictionaries(spots, tallies(), max_size=3)))
    found.met.update(draw(st.lists(spots, max_size=4)))
    for spot in draw(st.lists(spots, max_size=3)):
        found.unmet.setdefault(spot, type(found.met)())["words"] += 1
    return found


def together(*parts: Census) -> Census:
    found = Census()
    for part in parts:
        found.add(part)
    return found


@settings(max_examples=20)
@given(st.lists(censuses(), max_size=4), st.integers(0, 4))
def test_stories_counted_apart_come_to_the_same(parts: list[Census], cut: int) -> None:
    """So that others may count some of them, and what was counted before is kept."""
    assert together(*parts) == together(together(*parts[:cut]), together(*parts[cut:]))


@settings(max_examples=20)
@given(censuses(), censuses())
def test_what_was_counted_is_the_sum_and_the_parts_are_left_alone(a: Census, b: Census) -> None:
    alone = together(b)
    both = together(a, b)
    assert both.stories == a.stories + b.stories and b == alone
    for spot in a.tallies.keys() | b.tallies.keys():
        one, two = (each.tallies.get(spot, Tally()) for each in (a, b))
        sum_ = both.tallies[spot]
        assert sum_.offered == one.offered + two.offered
        assert sum_.filled == one.filled + two.filled
        assert sum_.reached == one.reached + two.reached
        assert sum_.most == max(one.most, two.most)
        assert sum_.refused == one.refused + two.refused and sum_.steps == one.steps + two.steps
        for rule, found in sum_.nearest.items():
            there = [each.nearest[rule] for each in (one, two) if rule in each.nearest]
            assert found.has.value == max(each.has.value for each in there)


# --- what is said of the rules --------------------------------------------------------------------


def test_a_slot_that_finds_no_place_says_what_kept_it_out(shelf: Make) -> None:
    made = shelf(AD + 'from_top = "9 paragraphs"\n', story(), story(), story(7))
    assert told(made) == [
        (
            "never-filled",
            Severity.WARNING,
            'slot "inline" finds no place in the copy of 3 stories: most often (3 times), where it '
            "comes nearest, from_top needs 9 paragraphs, has 7 paragraphs",
        )
    ]
    (finding,) = lints_of(made, census(made))
    assert finding.where.line == 3 and finding.where.file.endswith("slots.toml") and finding.hint


@pytest.mark.parametrize(
    ("stories", "severity", "said"),
    [
        (1, Severity.INFO, "of the one story there is: most often (once),"),
        (2, Severity.INFO, "of 2 stories: most often (2 times),"),
        (3, Severity.WARNING, "of 3 stories: most often (3 times),"),
    ],
)
def test_of_few_stories_it_is_no_more_than_a_note(
    shelf: Make, stories: int, severity: Severity, said: str
) -> None:
    made = shelf(AD + 'from_top = "9 paragraphs"\n', *[story()] * stories)
    ((_, found, message),) = told(made)
    assert found is severity and said in message


def test_one_story_that_has_it_is_enough(shelf: Make) -> None:
    assert told(shelf(AD + 'from_top = "9 paragraphs"\n', story(), story(), story(12))) == []


def test_a_slot_outside_the_copy_needs_no_place_in_it(shelf: Make) -> None:
    for region in ("end", "rail"):  # phones have no rail
        rules = AD + f'region = "{region}"\nfallback = "none"\n'
        assert told(shelf(rules, *[story()] * 3)) == []


def test_where_it_is_so_at_some_breakpoints_they_are_named(shelf: Make) -> None:
    rules = AD + '[slot.inline.at.desk]\nfrom_top = "9 paragraphs"\n'
    ((code, _, message),) = told(shelf(rules, *[story()] * 3, points=TWO))
    assert code == "never-filled" and message.endswith(", at desk")
    rules = AD + 'from_top = "9 paragraphs"\n'
    (finding,) = lints_of(made := shelf(rules, *[story()] * 3, points=TWO), census(made))
    assert ", at " not in finding.message


def test_a_least_number_that_no_story_reaches_is_told(shelf: Make) -> None:
    made = shelf(AD + "max = 4\nmin = 3\n", *[story()] * 2, story(ads=2))
    ((code, severity, message),) = told(made)
    assert (code, severity) == ("min-never-met", Severity.WARNING)
    assert message.startswith("min = 3 is reached in none of 3 stories: at most 2 stand; most ")
    assert "(2 times), where it comes nearest" in message
    (finding,) = lints_of(made, census(made))
    assert finding.hint == "let min be 2, or let rules give way with relax"
    assert finding.where.line == 8
    assert told(shelf(AD + "max = 4\nmin = 2\n", *[story()] * 2, story(ads=2))) == []


RELAX = relaxing(5, 1)


def test_a_step_that_every_story_needs_and_one_that_none_needs_are_told(shelf: Make) -> None:
    made = shelf(AD + RELAX, *[story(7)] * 3)
    assert told(made) == [
        (
            "relax-always",
            Severity.WARNING,
            'relax: step 1 (from_top) of slot "inline" is needed by 3 stories',
        ),
        (
            "relax-unused",
            Severity.INFO,
            'relax: step 2 (from_top) of slot "inline" is needed by no story of 3',
        ),
    ]


def test_a_step_is_told_where_it_is_written(shelf: Make) -> None:
    made = shelf(AD + RELAX, *[story(7)] * 3)
    places = [(one.where.line, one.where.column) for one in lints_of(made, census(made))]
    lines = (ONE + AD + RELAX).split("\n")
    steps = [match.start() + 1 for match in re.finditer(r"\{", lines[-2])]
    assert places == [(len(lines) - 1, column) for column in steps]


def test_a_step_that_some_stories_need_is_as_it_should_be(shelf: Make) -> None:
    codes = [code for code, *_ in told(shelf(AD + RELAX, *[story(7)] * 2, story(12)))]
    assert codes == ["relax-unused"]


def test_of_two_stories_no_step_is_called_unused(shelf: Make) -> None:
    codes = [code for code, *_ in told(shelf(AD + RELAX, story(7), story(12)))]
    assert codes == []


def test_conditions_that_no_story_meets_are_told_once_and_instead_of_the_slot(shelf: Make) -> None:
    rules = AD + 'when = { sections = ["Sport"] }\nfrom_top = "9 paragraphs"\n'
    ((code, severity, message),) = told(shelf(rules, *[story()] * 3))
    assert (code, severity) == ("never-met", Severity.WARNING)
    assert message.startswith('3 stories: none meets the conditions of slot "inline"; most often ')
    assert message.endswith("when.sections asks for section Sport")


def test_conditions_that_one_story_meets_are_not_told(shelf: Make) -> None:
    rules = AD + 'when = { sections = ["Sport"] }\n'
    assert told(shelf(rules, *[story()] * 3, story(front="section: Sport\n"))) == []


def test_conditions_of_a_category_are_told_by_its_name(shelf: Make) -> None:
    rules = AD + '[category.boats]\ntags = ["boats"]\n'
    ((code, _, message),) = told(shelf(rules, *[story()] * 3))
    assert code == "never-met" and 'category "boats"' in message


def test_a_breakpoint_that_conditions_leave_out_is_no_matter(shelf: Make) -> None:
    """At other devices nobody expects them to be met."""
    rules = AD + 'when = { devices = ["desk"] }\n'
    assert told(shelf(rules, *[story()] * 3, points=TWO)) == []


def test_nothing_is_said_where_no_rule_is_the_publications_own(tmp_path: Path) -> None:
    (tmp_path / "newsgrid.toml").write_text('name = "The Gazette"\n')
    (tmp_path / "s.md").write_text(story())
    home = home_of(tmp_path / "newsgrid.toml")
    assert ruled_shelf(tmp_path, home) is None
    made = shelf_of(tmp_path)
    assert lints_of(made, census(made)) == ()


def test_all_of_it_in_one_go_is_the_same(shelf: Make, tmp_path: Path) -> None:
    made = shelf(AD + RELAX, *[story(7)] * 3)
    found = check_publication(tmp_path, made.stories, QUIET, True).rules
    assert found and found == lints_of(made, census(made))
