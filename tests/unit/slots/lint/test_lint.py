"""Lints: rules that can be read, and cannot be meant."""

from importlib.resources import files
from pathlib import Path

import pytest

from slots.finding import Severity
from slots.lint.all_warnings import lint, linted
from slots.lint.never_in_play import is_served, nearest_served
from slots.rulebook.load import default_rules, parse_rules
from slots.rules.size import Size

TEMPLATES = Path(str(files("templates")))
PRESETS = sorted((TEMPLATES / "presets").glob("*.toml"))
PAGE = '[page]\ndensity = "30%"\n'
AD = PAGE + '[slot.a]\nholds = "ad"\nlabel = "Advertisement"\nsizes = ["300x250"]\n'
BOX = '[slot.box]\nholds = "blue_box"\n'
OTHER = '[slot.b]\nholds = "ad"\nlabel = "Advertisement"\nsizes = ["300x250"]\n'


def found(text):
    return [f"{each.severity.value} {each.code} {each}" for each in linted(text, "f")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            AD + "from_top = '60%'\nfrom_end = '50%'\n",
            'error contradictory f:8:12: slot "a" has no gap: 60% from the top and 50% to the end',
        ),
        (AD + "from_top = '101% of text'\n", "error contradictory f:7:12: from_top: no gap"),
        (
            AD + "only_before = ['heading']\nclearance = { heading = '100px' }\n",
            'error contradictory f:7:15: slot "a" has no gap: only_before wants what '
            "clearance.heading.below = 100px keeps away",
        ),
        (
            AD + "only_before = ['heading', 'full-width-image']\nnever_before = ['image']\n",
            'unreachable f:7:27: only_before: slot "a" never stands before full-width-image',
        ),
        (
            AD
            + "positions = ['after paragraph 1', 'after paragraph 5']\nfrom_top = '2 paragraphs'\n",
            'unreachable f:7:14: position "after paragraph 1" of slot "a" is where from_top',
        ),
        (
            AD + "positions = ['before paragraph -1']\nfrom_end = '2 paragraphs'\n",
            'error contradictory f:7:13: slot "a" has no gap: its positions are where from_end',
        ),
        (
            AD + "positions = ['before paragraph 4']\nonly_before = ['heading']\n",
            "its positions are where a paragraph is right below, and only_before wants heading",
        ),
        (
            AD + "positions = ['after paragraph 4']\nnever_after = ['paragraph']\n",
            'a paragraph is right above, and never_after = ["paragraph"] bars it',
        ),
        (
            PAGE + "max_ads = 1\n" + OTHER + "min = 2\nmin_from = '400 words'\n",
            "error contradictory f:3:11: max_ads = 1, and min asks for more: b 2",
        ),
        (
            PAGE
            + "never_together = [['a', 'b']]\n"
            + AD[len(PAGE) :]
            + "min = 1\nmin_from = '300 words'\n"
            + OTHER
            + "min = 1\nmin_from = '300 words'\n",
            "error contradictory f:3:19: never_together lets in one of a, b, and min asks for more",
        ),
        (AD + "auto = 4\nmax = 2\n", 'warning no-effect f:7:8: slot "a" adds 4 ads to every story'),
        (
            AD + "takes = ['x']\n" + OTHER + "takes = ['x']\n",
            'warning shadowed f:8:7: slot "b" never gets anything: "a" takes the same ads',
        ),
        (
            AD + "takes = ['x']\n" + OTHER + "takes = ['y', 'x']\n",
            'warning shadowed f:12:15: takes: slot "a" has every "x"',
        ),
        (
            AD + OTHER,
            'warning shadowed f:7:7: slot "b" never gets anything: "a" takes the same ads',
        ),
        (
            BOX + '[slot.c]\nholds = "blue_box"\n' + PAGE,
            'warning shadowed f:3:7: slot "c" never gets anything: "box" holds every blue_box',
        ),
        (
            AD + "region = 'end'\nfrom_top = '9px'\n",
            "warning no-effect f:8:1: from_top is about gaps of the copy, and the slot stands in",
        ),
        (
            AD + "when = { devices = ['mobile'] }\n[slot.a.at.desktop]\nmargin = '9px'\n",
            'warning unreachable f:8:12: slot "a" never stands at desktop',
        ),
        (
            AD + "from_top = '9px'\nrelax = [{ rule = 'from_top' }]\n",
            "warning no-effect f:8:1: relax: nothing gives way, for min is 0",
        ),
        (AD + "min_from = '9px'\n", "warning no-effect f:7:1: min_from: nothing counts"),
        (
            AD + "clearance = { image = { above = '9px', unless_before = ['heading'] } }\n",
            "warning no-effect f:7:40: clearance.image: unless_before waives `below`",
        ),
        (AD + "never_after = ['list', 'list']\n", 'f:7:24: never_after: "list" is there twice'),
        (
            AD + "value = 3\n[slot.a.at]\n"
            "mobile = { value = 1 }\ntablet = { value = 2 }\ndesktop = { value = 4 }\n",
            "warning shadowed f:7:1: value in [slot.a] never holds: more special tables all set it",
        ),
        (
            AD + "[defaults]\nvalue = 3\n[slot.a.at.mobile]\nclearance = { image = '3px' }\n"
            "[slot.a.at.tablet]\nvalue = 5\n[slot.a.at.desktop]\nvalue = 6\n[defaults.at.tablet]\n"
            "value = 8\n",
            "info shadowed f:16:1: value in [defaults.at.tablet] never holds",
        ),
        (
            AD + "[page.at]\nmobile = { density = '20%' }\ntablet = { density = '20%' }\n"
            "desktop = { density = '20%' }\n",
            "warning shadowed f:2:1: density in [page] never holds: every breakpoint sets it",
        ),
        (
            AD + "margin = '9px'\n[slot.a.at.mobile]\nmargin = '9px'\n",
            "info shadowed f:9:1: margin in [slot.a.at.mobile] is what holds there anyway",
        ),
        (
            AD
            + "[slot.a.clearance]\nimage = '9px'\ninline-image = '1px'\nsupporting-image = '1px'\n"
            "showcase-image = '1px'\nhalf-width-image = '1px'\nfull-width-image = '1px'\n"
            "thumbnail-image = '1px'\nimmersive-image = '1px'\n",
            "warning shadowed f:8:1: clearance.image is never asked",
        ),
        (
            AD + "max = 1\ndistance = { same = '9px', any = '3px' }\n",
            'warning no-effect f:8:14: distance.same: slot "a" has at most 1',
        ),
        (
            AD + "distance = { same = '9px', a = '3px' }\n",
            "warning shadowed f:7:28: distance.a is never asked",
        ),
        (
            AD + "never_after = ['heading']\nnever_between = [['heading', 'image']]\n",
            'info shadowed f:8:18: never_between heading and image: never_after = ["heading"]',
        ),
        (
            '[page]\ndensity = "0%"\n' + AD[len(PAGE) :],
            "error density-unreachable f:2:11: density 0% at mobile lets no ad in",
        ),
        (
            AD + "min = 1\n",
            'info density-unreachable f:7:7: density 30% at mobile lets 1 ad of slot "a" (250px) '
            'in from 584px of copy (about 160 words) (hint: set min_from = "200 words"',
        ),
        (
            AD + "min = 2\nmin_from = '500px'\n",
            "warning density-unreachable f:7:7: density 30% at mobile lets 2 ads",
        ),
        (
            AD + "min = 9\nwhen = { max_words = 300 }\n",
            "error density-unreachable f:7:7: density 30% at mobile lets 9 ads",
        ),
        (
            AD.replace("300x250", "310x250"),
            "warning size-not-served f:6:10: size 310x250 is none that ad networks serve: "
            "the nearest is 300x250",
        ),
        (
            AD + "categories = ['hotel']\n[category.hotl]\ntags = ['x']\n",
            'unserved-category f:8:11: no slot serves category "hotl" (did you mean "hotel"?)',
        ),
        (AD + "distance = { '#bank' = '9px' }\n", 'f:7:14: no slot serves category "bank"'),
        (
            AD.replace('30%"\n', "30%\"\nnever_together = [['#bank']]\n", 1),
            'f:3:20: no slot serves category "bank"',
        ),
    ],
)
def test_each_lint_says_what_where_and_how(text, expected):
    lines = found(text)
    assert any(expected in line for line in lines), lines


@pytest.mark.parametrize(
    "text",
    [
        AD + "from_top = '50%'\nfrom_end = '50%'\n",
        AD
        + "only_before = ['heading']\nclearance = { heading = { above = '9px', below = '0px' } }\n",
        AD + "only_before = ['heading']\n"
        "clearance = { heading = { below = '9px', unless_before = ['heading'] } }\n",
        AD + "positions = ['after paragraph 2', '-1 screen']\nfrom_top = '2 paragraphs'\n",
        AD + "positions = ['after paragraph 3']\nonly_before = ['heading']\n",
        AD + "takes = ['x']\nmax = 2\n" + OTHER + "takes = ['x']\n",
        AD + OTHER + "auto = 2\n",
        AD + "region = 'rail'\n[slot.a.at.mobile]\nregion = 'article'\nfrom_top = '9px'\n",
        AD + "min = 1\nmin_from = '200 words'\n",
        AD + "min = 1\nmin_from = '3 paragraphs'\n",
        AD + "distance = { same = '9px', any = '3px' }\n" + BOX,
        AD.replace("300x250", "600x300"),
        AD + "categories = ['air']\n[category.air]\nwithout_tags = ['crash']\n",
    ],
)
def test_what_can_be_meant_is_let_be(text):
    assert found(text) == []


def test_our_own_rules_are_clean():
    assert linted((TEMPLATES / "slots.toml").read_text("utf-8"), "slots.toml") == ()
    assert list(lint(default_rules())) == []


@pytest.mark.parametrize("preset", PRESETS, ids=lambda path: path.stem)
def test_presets_are_clean_but_for_the_density_that_their_models_lack(preset):
    codes = {finding.code for finding in linted(preset.read_text("utf-8"), preset.name)}
    assert codes <= {"density", "size-not-served"}  # a box that stands for a distance


def test_broken_rules_are_told_without_lints():
    findings = linted(AD + "auto = 4\nmax = 2\nvalu = 3\n", "f")
    assert [finding.code for finding in findings] == ["unknown-rule"]


def test_lints_never_make_rules_unusable():
    text = AD + "from_top = '60%'\nfrom_end = '50%'\n"
    assert parse_rules(text, "f").slot["a"].min == 0
    assert Severity.ERROR in {finding.severity for finding in linted(text, "f")}


def test_categories_of_the_book_are_served():
    text = AD + "[category.bank]\ntags = ['x']\n"
    assert [f.code for f in linted(text, "f")] == ["unserved-category"]
    assert linted(text, "f", ("bank",)) == ()


@pytest.mark.parametrize(
    ("size", "near"),
    [
        ((301, 251), "300x250"),
        ((700, 80), "728x90"),
        ((310, 590), "300x600"),
        ((1, 999), "300x1050"),
    ],
)
def test_the_nearest_size(size, near):
    assert not is_served(Size(*size))
    assert str(nearest_served(Size(*size))) == near
    assert is_served(Size(640, 320)) and is_served(Size(180, 320))
