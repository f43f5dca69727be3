import json
import re
import tomllib
from pathlib import Path

import pytest

from slots.case import Case
from slots.checks.all_mistakes import check
from slots.finding import BadInput, Severity
from slots.regions.outside_copy import regions
from slots.rulebook.json_schema import DIALECT, json_schema
from slots.rulebook.load import default_rules, load_rules, parse_rules, read_rules
from slots.rules.conditions import When
from slots.rules.requested_and_added import assign
from slots.rules.terms import Clearance, PageTerms, PrintSide, Rules, Slot, Step, Terms
from slots.strip.content import Content, Wanted
from slots.text.broken_toml import MOST, read_toml
from slots.text.source_map import positions

TEN_MISTAKES = """\
[breakpoints]
mobile = "320px..739px"
tablet = "700px..979px"

[page]
order = ["inline", "inlin"]

[slot.inline]
holds = "ad"
label = "Advertisement"
sizes = ["300x250", "3000x250"]
margin = 24px
clearence = { heading = "100px" }
value = "3"
from_top = "3 pixels"
min = 2
max = 1

[slot.inline.clearance]
headin = "100px"

[slot.inline.at.mobil]
region = "rails"
"""


def said(text, file="slots.toml"):
    with pytest.raises(BadInput) as caught:
        parse_rules(text, file)
    return [str(finding) for finding in caught.value.findings]


def test_a_file_with_many_mistakes_says_each_of_them():
    assert [line.split(": ", 1)[0] for line in said(TEN_MISTAKES)] == [
        "slots.toml:3:10",
        "slots.toml:6:20",
        "slots.toml:11:21",
        "slots.toml:12:10",
        "slots.toml:13:1",
        "slots.toml:14:9",
        "slots.toml:15:12",
        "slots.toml:16:7",
        "slots.toml:20:1",
        "slots.toml:22:17",
        "slots.toml:23:10",
    ]


def test_each_mistake_comes_with_its_remedy():
    lines = "\n".join(said(TEN_MISTAKES))
    for remedy in (
        "let tablet begin at 740px",
        'unknown slot "inlin" (did you mean "inline"?)',
        "size 3000x250 is wider than any breakpoint can be (979px)",
        'write "24px"',
        'unknown rule "clearence" in [slot.inline] (did you mean "clearance"?)',
        'value: expected a whole number without quotes, found "3"',
        '"pixels" in "3 pixels" is not a unit (did you mean "px"?)',
        'slot "inline" asks for at least 2 and at most 1',
        'unknown opponent "headin" (did you mean "heading"?)',
        'unknown breakpoint "mobil" (did you mean "mobile"?)',
        '"rail", "end" or "front", found "rails" (did you mean "rail"?)',
    ):
        assert remedy in lines


AD = '[slot.a]\nholds = "ad"\nlabel = "Advertisement"\nsizes = ["300x250"]\n'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[slots.a]\n", '1:2: unknown rule "slots" in the file (did you mean "slot"?)'),
        ("[slot.a]\nvalue = 3\n", "1:7: [slot.a] needs holds (hint: add holds = "),
        (
            AD + "density = '30%'\n",
            '5:1: unknown rule "density" in [slot.a] (hint: dens',
        ),
        (
            AD + "[slot.a.mobile]\n",
            '5:9: unknown rule "mobile" in [slot.a] (hint: write [sl',
        ),
        ("margin = '3px'\n", "(hint: margin belongs in [defaults] or a slot)"),
        ("slot = 3\n", "1:8: slot: expected a table, found 3"),
        ("[slot]\na = true\n", "2:5: a: expected a table of rules, found true"),
        (AD + "value = 0\n", "5:9: value: expected a number from 1 up, found 0"),
        (AD + "value = 9999999\n", "expected a number up to 1000000"),
        (AD + "decay = '120%'\n", "write 0% to 100%"),
        (AD + "decay = 5\n", 'expected a share in quotes (hint: write it as in "30%")'),
        (AD + "adjacent = '20px'\n", "is not a number of words"),
        (AD + "margin = '2 words'\n", "5:10: margin: "),
        (AD + "takes = 'x'\n", '5:9: takes: expected a list in brackets, found "x" (hint: write'),
        (AD + "takes = [3]\n", "5:10: takes: expected text in quotes, found 3"),
        (
            AD + "never_after = ['headings']\n",
            '5:16: unknown opponent "headings" (did you mean ',
        ),
        (AD + "never_between = [['image']]\n", '5:18: expected a pair, such as ["image", "para'),
        (AD + "never_between = [['image','list','ad']]\n", "expected a pair"),
        (AD + "never_between = [['image','lists']]\n", '5:27: unknown opponent "lists"'),
        (AD + "clearance = { image = { abov = '3px' } }\n", '5:25: unknown rule "abov" in [slot'),
        (AD + "clearance = { image = '3' }\n", '5:23: "3" has no unit (hint: write "3px"'),
        (AD + "distance = { b = '3px' }\n", '5:14: unknown slot "b"'),
        (AD + "when = { min_words = 9, max_words = 3 }\n", "5:22: when: no story has at least 9"),
        (AD + "print = { sizes = [] }\n", "expected a list with at least 1, found an empty list"),
        (AD + "print = { side = 'left' }\n", "5:1: [slot.a.print] needs sizes"),
        (
            '[slot.a]\nholds = "ad"\nlabel = "Advertisement"\n',
            '1:7: slot "a" holds an ad but has no',
        ),
        ('[slot.a]\nholds = "Blue Box"\n', "2:9: holds: expected a name in small letters"),
        ('[slot.same]\nholds = "blue_box"\n', '1:7: a slot cannot be called "same"'),
        (
            AD + "[slot.a.at.mobile]\nsizes = ['970x250']\n",
            "6:10: size 970x250 is wider than",
        ),
        ("[page]\norder = ['x']\n", '2:10: unknown slot "x"'),
        (AD + "[page]\norder = ['a', 'a']\n", '6:15: order: "a" stands above itself'),
        (AD + "[page]\nnever_together = [['a', 'b']]\n", '6:25: unknown slot "b"'),
        ("[breakpoints]\nmobile = '9px..3px'\n", "2:10: "),
    ],
)
def test_mistakes(text, expected):
    lines = said(text)
    assert any(expected in line for line in lines), lines
    assert len(lines) == 1, lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a = 24px\n", '1:5: 24px needs quotes (hint: write "24px")'),
        ("[page]\nevenness =\n", "2:11: expected a value after the ="),
        ("[page\n", "1:6: the table's name lacks its closing bracket"),
        ("[page]\n[page]\n", "2:1: this table is already opened above"),
        ("[page]\nevenness = 1\nevenness = 2\n", "3:1: this key is already given above"),
        ("[page]\norder = ['a',\nevenness = 3\n", "2:1: the list that begins here is not closed"),
        ("[page]\norder = ['a',\n\n[defaults]\n", "2:1: the list that begins here is not closed"),
        ("[page]\norder = ['a'\n", "2:13: the list that begins here is not closed"),
        ('[page]\norder = ["a]\n', "2:13: the text in quotes is not closed on its line"),
        ("my key = 1\n", "1:4: expected key = value; keys with spaces need quotes"),
        ("= 3\n", "1:1: expected key = value or [table]"),
    ],
)
def test_syntax(text, expected):
    lines = said(text)
    assert len(lines) == 1
    assert expected in lines[0]


def test_syntax_errors_hide_no_other_mistake():
    lines = said("[page]\nevennes = 3\norder = ['a'\n[slot.b\nholds = 3\n[defaults]\nvalu = 2\n")
    assert [line.split(": ")[0] for line in lines] == [
        *("slots.toml:2:1", "slots.toml:3:1", "slots.toml:4:8", "slots.toml:7:1")
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[page]\nmax_ads = 3\nfr\nstrategy = 'exact'\n", 3),
        ("[page]\nfr\n", 2),
        ("[page]\nmax_ads = 3 # enough\n\n# more\nfr oo\n", 5),
        ("[page]\norder = [\n  'a',\n  b c,\n]\n", 2),
    ],
)
def test_a_word_just_typed_is_a_mistake_of_its_own_line(text, line):
    _, _, findings = read_toml(text, "slots.toml")
    assert [finding.where.line for finding in findings] == [line]


def test_nesting_beyond_reason_is_a_finding():
    assert "nested too deeply" in said("a = " + "[" * 100_000)[0]


def test_a_number_of_five_thousand_digits_is_told_at_its_place():
    data, _, (finding,) = read_toml(f"b = 1\na = {'9' * 5000}\nc = 2", "slots.toml")
    assert str(finding) == (
        "slots.toml:2:5: a number of 5,000 digits: at most 40 (hint: make it shorter)"
    )
    assert data == {"b": 1, "c": 2}


def test_columns_count_characters():
    where = positions('"é" = { "ü" = 1, x = ["ä", 2] }\n', "f.toml").value(("é", "x", 1))
    assert str(where) == "f.toml:1:28"


def test_a_path_written_nowhere_is_where_its_table_is():
    places = positions("[a.b]\n[[c]]\nd = 1\n[[c]]\nd = 2\n", "f")
    assert str(places.key(("a", "b", "missing", 0))) == "f:1:4"
    assert str(places.value(("c", 1, "d"))) == "f:5:5"
    assert str(places.key(("nowhere",))) == "f"


def test_warnings_do_not_stop_rules():
    rules, findings = read_rules(
        '[breakpoints]\nm = "320px..600px"\nd = "700px..900px"\n[page]\ndensity = "60%"\n'
        '[slot.a]\nholds = "ad"\nsizes = ["300x250"]\nlabel = "Buy!"\n'
        '[slot.b]\nholds = "bluebox"\ntakes = ["x"]\n',
        "f",
    )
    assert isinstance(rules, Rules)
    assert {finding.severity for finding in findings} == {Severity.WARNING}
    assert [finding.code for finding in findings] == [
        *("breakpoint-gap", "density", "density", "label", "unknown-kind", "ads-only")
    ]


def test_an_empty_file_has_rules_but_no_slots():
    rules = parse_rules("", "empty.toml")
    assert (list(rules.slot), list(rules.breakpoints)) == ([], ["mobile", "tablet", "desktop"])


def test_files_that_cannot_be_read(tmp_path):
    (tmp_path / "binary.toml").write_bytes(b"a = 1\nb = \xff\n")
    for name, said_of_it in (
        ("missing.toml", "missing.toml: not read: no such file"),
        ("binary.toml", "binary.toml:2:5: this is not UTF-8 text"),
        ("", "is a folder, not a file"),
    ):
        with pytest.raises(BadInput) as caught:
            load_rules(tmp_path / name)
        assert said_of_it in str(caught.value)


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path):
    path = tmp_path / "slots.toml"
    path.write_bytes(b"\xef\xbb\xbf[page]\r\nevenness = 7\r\n")
    assert load_rules(path).page.evenness == 7


# --- what comes with newsgrid ---------------------------------------------------------------------

SEED = (
    *(Wanted("blue-box-1", "blue_box"), Wanted("google-ad-1", "ad"), Wanted("digest-1", "digest")),
    *(Wanted("google-ad-2", "ad"), Wanted("newsletter-1", "newsletter")),
)


def test_default_rules_have_a_slot_for_all_that_the_seed_asks():
    rules = default_rules()
    slots, findings = assign(SEED, rules)
    assert (len(slots), findings) == (5, ())
    contents = tuple(Content(name, slot, ()) for name, slot in slots.items())
    where = {
        point: list(regions(Case((), contents, rules, point)).values())
        for point in rules.breakpoints
    }
    assert where == {
        "mobile": ["article", "article", "end", "end", "end"],
        "tablet": ["article", "article", "end", "end", "end"],
        "desktop": ["article", "rail", "rail", "rail", "rail"],
    }


def test_default_rules_have_no_warning_and_a_print_side_for_each_slot_of_stories():
    from importlib.resources import files

    text = (files("templates") / "slots.toml").read_text("utf-8")
    rules, findings = read_rules(text, "slots.toml")
    assert findings == ()
    assert rules is not None
    assert all(slot.print or slot.region == "front" for slot in rules.slot.values())


def test_the_schema_is_json_and_describes_every_rule():
    schema = json_schema()
    assert json.loads(json.dumps(schema)) == schema
    assert schema["$schema"] == DIALECT
    assert "null" not in json.dumps(schema)
    for name in ("Slot", "Terms", "Page", "When", "PrintSide", "Defaults", "PageTerms", "Step"):
        for key, rule in schema["$defs"][name]["properties"].items():
            assert rule.get("description"), (name, key)
    assert schema["$defs"]["Terms"]["properties"]["margin"]["default"] == "24px"


# --- the reference --------------------------------------------------------------------------------

REFERENCE = (Path(__file__).parents[4] / "docs" / "slots.md").read_text("utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", REFERENCE, re.DOTALL)
FRAME = {
    "slot": {
        "inline-ad": {"holds": "ad", "sizes": ["300x250"], "label": "Advertisement"},
        "blue-box": {"holds": "blue_box"},
    },
    "page": {"density": "30%"},
}


def joined(base, more):
    if not (isinstance(base, dict) and isinstance(more, dict)):
        return more
    return {**base, **{key: joined(base.get(key), value) for key, value in more.items()}}


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_of_the_reference_is_right(example):
    rules = Rules.model_validate(joined(FRAME, tomllib.loads(example)))
    assert list(check(rules, tuple(rules.slot), tuple(rules.breakpoints))) == []


def test_the_reference_has_an_example_for_every_rule():
    shown = "\n".join(EXAMPLES)
    for model in (Slot, PageTerms, When, PrintSide, Clearance, Step, Rules):
        for rule in model.model_fields:
            assert re.search(rf"^\s*{rule}\s*=|\b{rule}[\].]|{{.*\b{rule} = ", shown, re.M), rule


def test_the_reference_lists_every_rule_and_every_link_leads_to_a_heading():
    for model in (Terms, PageTerms, When, PrintSide, Clearance):
        for rule in model.model_fields:
            assert re.search(rf"^### .*\b{rule}\b|`[\w.]*\b{rule}\b", REFERENCE, re.M), rule
    headings = re.findall(r"^#+ (.*)$", REFERENCE, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#([^)]+)\)", REFERENCE)) <= anchors


@pytest.mark.slow
def test_what_is_no_toml_at_all_is_not_read_to_its_end() -> None:
    data, mended, findings = read_toml("rule = \n" * 50_000, "slots.toml")
    assert (data, mended) == ({}, "")
    assert len(findings) == MOST + 1
    assert "not looked at" in findings[-1].message
