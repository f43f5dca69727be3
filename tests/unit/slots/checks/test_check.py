import pytest

from slots.finding import BadInput, Severity
from slots.rulebook.load import parse_rules, read_rules

AD = '[slot.a]\nholds = "ad"\nlabel = "Advertisement"\nsizes = ["300x250"]\n'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (AD + "positions = ['after paragraf 3']\n", '5:14: "after paragraf 3" is not a position'),
        (AD + "positions = ['after paragraph 0']\n", "paragraphs count from 1, or from -1"),
        (AD + "positions = ['every 0 words']\n", "every 0 is no step"),
        (AD + "positions = ['20 pixels']\n", '(did you mean "px"?)'),
        (AD + "positions = 'after paragraph 3'\n", "5:13: positions: expected a list in brackets"),
        (AD + "sticky = 'yes'\n", "5:10: sticky: expected true or false without quotes"),
        (AD + "sticky = 1\n", "sticky: expected true or false without quotes, found 1"),
        (
            AD + "region = 'rail'\nsticky = true\nmin_run = '3 words'\n",
            'min_run: "3 words" is no length of white',
        ),
        (AD + "margin = '9 characters'\n", "is no length of white"),
        (AD + "only_before = ['#a b', 'head']\n", '5:24: unknown opponent "head"'),
        (
            AD + "clearance = { image = { below = '9px', unless_before = ['h7'] } }\n",
            '5:57: unknown opponent "h7"',
        ),
        (
            AD + "when = { published_from = '2026-01-31' }\n",
            '5:27: published_from: expected a day without quotes, found "2026-01-31" (hint: write',
        ),
        (AD + "when = { published_from = 2026-01-31T10:00:00 }\n", "expected a day without quotes"),
        (
            AD + "when = { published_from = 2026-02-01, published_until = 2026-01-31 }\n",
            "5:27: when: no day is on or after 2026-02-01 and on or before 2026-01-31",
        ),
        (AD + "when = { min_age = 9, max_age = 3 }\n", "no story is at least 9 and at most 3 days"),
        (
            AD + "when = { max_blocks = 1, min_blocks = 2 }\n",
            "no story has at least 2 and at most 1",
        ),
        (AD + "when = { devices = ['mobil'] }\n", '5:21: unknown breakpoint "mobil" (did you mean'),
        (
            AD + "when = { tags = ['a'], without_tags = ['b', 'a'] }\n",
            '5:17: when: tags asks for a tag of "a", and without_tags bars each of them',
        ),
        ("[category.air]\nwith_tags = ['a']\n", '2:1: unknown rule "with_tags" in [category.air]'),
        ("[category.air]\nmin_paragraphs = 3\nmax_paragraphs = 2\n", "2:18: when: no story has"),
        ("[category.air]\ndevices = ['phone']\n", '2:12: unknown breakpoint "phone"'),
        (AD + "[page]\norder = ['#air', 'a']\n", '6:10: unknown slot "#air" (hint: no tag or'),
        (AD + "[page]\nspacing = ['1 screen', '2 screens after ads']\n", "6:24: "),
        (
            AD + "[page]\nspacing = ['1 screen', '2 screens after 3 ads', '9px after 3 ads']\n",
            '6:49: spacing: "9px after 3 ads" and "2 screens after 3 ads" both begin after 3 ads',
        ),
        (AD + "[page]\nsticky_ad = '3 words'\n", "is no length of white"),
        (AD + "[page]\nstrategy = 'gredy'\n", '"stable" or "greedy", found "gredy" (did you mean'),
        (AD + "[page]\nmax_per_screen = 0\n", "expected a number from 1 up, found 0"),
        (AD + "relax = [{ to = '3px' }]\n", "5:10: step 1 of relax in [slot.a] needs rule"),
        (
            AD + "relax = [{ rule = 'from_tp' }]\n",
            '5:19: relax: unknown rule "from_tp" (did you mean',
        ),
        (AD + "relax = [{ rule = 'clearance' }]\n", 'hint: say of what: "clearance.image"'),
        (AD + "relax = [{ rule = 'density' }]\n", "is a rule of the page, and never gives way"),
        (AD + "relax = [{ rule = 'sizes' }]\n", 'relax: "sizes" cannot give way'),
        (
            AD + "from_top = '9px'\nrelax = [{ rule = 'from_top', to = '12px' }]\n",
            "6:36: relax: from_top asks for 9px, and 12px is more",
        ),
        (
            AD + "positions = ['9px']\nrelax = [{ rule = 'positions', to = '12px' }]\n",
            "6:37: relax: positions has no length to give way to: it can only be dropped",
        ),
        (
            AD + "adjacent = '9 words'\nrelax = [{ rule = 'adjacent', to = '12px' }]\n",
            "relax: adjacent is a number of words",
        ),
        (AD + "relax = [{ rule = 'from_end' }]\n", "nothing asks for from_end in [slot.a]"),
        (
            AD + "from_top = '9px'\nrelax = [{rule = 'from_top'}, {rule = 'from_top'}]\n",
            "6:39: relax: step 1 has dropped from_top already",
        ),
        (
            AD + "distance = { ad = '9px' }\n"
            "relax = [{rule = 'distance.ad', to = '5px'}, {rule = 'distance.ad', to = '6px'}]\n",
            "step 1 has let distance.ad go down to 5px already",
        ),
        (
            AD + "clearance = { heading = { above = '100px' } }\n"
            "relax = [{ rule = 'clearance.heading', to = '50px' }]\n",
            "6:45: relax: clearance.heading asks for 100px and 0px, and 50px is more "
            '(hint: give way in one direction: "clearance.heading.above"',
        ),
        (
            AD + "clearance = { image = '10px' }\n"
            "relax = [{ rule = 'clearance.full-width-image', to = '20px' }]\n",
            "relax: clearance.full-width-image asks for 10px, and 20px is more",
        ),
        (
            AD + "distance = { any = '10px' }\nrelax = [{ rule = 'distance.ad', to = '10px' }]\n",
            "relax: distance.ad asks for 10px, and 10px is no less",
        ),
        ('[slot.page]\nholds = "blue_box"\n', "1:7: a slot cannot be called"),
    ],
)
def test_each_mistake_is_said_once_with_place_and_remedy(text, expected):
    with pytest.raises(BadInput) as caught:
        parse_rules(text, "slots.toml")
    lines = [str(finding) for finding in caught.value.findings]
    assert any(expected in line for line in lines), lines
    assert len(lines) == 1, lines


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        (AD + "sticky = true\n", "no-effect", "5:1"),
        (AD + "region = 'rail'\nmin_run = '9px'\n", "no-effect", "6:1"),
        ('[slot.b]\nholds = "blue_box"\nauto = 1\n', "ads-only", "3:1"),
        ('[slot.b]\nholds = "blue_box"\n[defaults]\nauto = 1\n', "ads-only", "4:1"),
        (AD + "promotional = true\n", "modules-only", "5:1"),
        ("[page]\npromotion = '60%'\n", "promotion", "2:13"),
        ("[page]\nspacing = ['2 screens', '1 screen after 3 ads']\n", "spacing-shrinks", "2:25"),
        ("[page]\nsticky_video = true\n[page.at.desktop]\ndensity = '50%'\n", "density", "4:11"),
        (
            AD + "from_top = '2 paragraphs'\nrelax = [{ rule = 'from_top', to = '12px' }]\n",
            *("relax-unit", "6:36"),
        ),
    ],
)
def test_what_does_nothing_is_a_warning(text, code, place):
    rules, findings = read_rules(text, "f")
    assert rules is not None
    assert f"{code} f:{place}" in [f"{each.code} {each.where}" for each in findings]
    assert {each.severity for each in findings} == {Severity.WARNING}


def test_steps_that_give_way_are_no_mistake():
    text = (
        AD
        + """from_top = '9 lines'
only_before = ['heading']
clearance = { image = { above = '60px', below = '10px' }, heading = '0px' }
distance = { any = '100px', ad = '500px' }
relax = [
    { rule = 'clearance.image.above', to = '30px' },
    { rule = 'clearance.image.above' },
    { rule = 'clearance.thumbnail-image', to = '5px' },
    { rule = 'distance.ad', to = '300px' },
    { rule = 'distance.ad', to = '200px' },
    { rule = 'distance.any', to = '0px' },
    { rule = 'from_top', to = '4 lines' },
    { rule = 'only_before' },
]
"""
    )
    rules, findings = read_rules(text + "[page]\ndensity = '30%'\n", "f")
    assert rules is not None
    assert findings == ()
