"""Front matter: entries with their place, what is wrong with them, tables of a story's rules."""

from __future__ import annotations

import datetime

import pytest

from layout.story.front_matter.fields import TABLES
from layout.story.front_matter.yaml_lines import read_front_matter
from slots.finding import BadInput

KEYS = ("headline", "tags", "rules", "date")


def read(text: str):
    return read_front_matter(text, "s.md", KEYS, ("tags",), {"rules": TABLES["rules"]})


def codes(text: str) -> list[str]:
    return [found.code for found in read(text).findings]


def test_values_are_the_texts_that_were_written():
    found = read("---\nheadline: 1984\ntags: [a, b]\n---\nText")
    assert found.text_of("headline") == "1984" and found.texts_of("tags") == ("a", "b")
    assert (found.text, found.offset, found.findings) == ("Text", 4, ())
    assert found.line_of("tags") == 3 and found.where_of("tags").column == 7
    assert found.text_of("date") == "" and found.texts_of("date") == ()


def test_a_list_may_be_one_text_with_commas():
    assert read("---\ntags: a , b\n---\n").texts_of("tags") == ("a", "b")


@pytest.mark.parametrize("text", ["Text", "---\n\nA divider\n\n---\n", "--- x\n"])
def test_other_texts_have_none(text):
    assert read(text).text == text and read(text).entries == {}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("headlin: x", "unknown-key"),
        ("headline: x\nheadline: y", "repeated-key"),
        ("headline:", "empty-value"),
        ("headline: [a]", "wrong-type"),
        ("headline: {a: b}", "wrong-type"),
        ("tags: [[a]]", "wrong-type"),
        (f"headline: {'x' * 2001}", "too-long"),
        (f"tags: [{', '.join('x' * 101)}]", "too-many"),
    ],
)
def test_what_is_wrong_with_a_key_is_told(line, code):
    (found,) = read(f"---\n{line}\n---\nText").findings
    assert found.code == code and found.hint and found.where.line in (2, 3)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("---\nheadline: x\n", "open-front-matter", 1),
        ("---\nheadline: a: b\n---\n", "front-matter", 2),
        ("---\n- a\n---\n", "front-matter", 2),
        ("---\ntwo words\n---\n", "front-matter", 2),
        (f"---\nheadline: {'x' * 65_000}\n---\n", "too-long", 1),
        ("---\n" + "".join(f"k{n}: x\n" for n in range(201)) + "---\n", "too-many", 202),
    ],
)
def test_what_cannot_be_read_is_bad_input(text, code, line):
    with pytest.raises(BadInput) as caught:
        read(text)
    (found,) = caught.value.findings
    assert found.code == code and found.hint and found.where.line == line


def test_rules_are_tables_by_their_path():
    rules = read(
        "---\nrules:\n  page: {max_ads: 1, on: 2022-12-16}\n  slot:\n    none: ~\n    list: []\n"
        "    table: {}\n    many: [a, 2.5, true]\n---\n"
    ).tables_of("rules")
    assert dict(rules.leaves) == {
        ("page", "max_ads"): 1,
        ("page", "on"): datetime.date(2022, 12, 16),
        ("slot", "none"): None,
        ("slot", "many", 0): "a",
        ("slot", "many", 1): 2.5,
        ("slot", "many", 2): True,
    }
    assert rules.empty == ((("slot", "list"), "[]"), (("slot", "table"), "{}"))
    assert dict(rules.keys)["slot", "many"].line == 8


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ("rules: text", "rules: expected tables of rules"),
        ("rules: {}", "rules: found nothing in it"),
        ("rules: {a: {b: 1, b: 2}}", "b: written twice"),
        (f"rules: {{a: {'x' * 2001}}}", "a text of 2,001 characters: at most 2,000"),
        ("rules: " + "{a: " * 10 + "1" + "}" * 10, "more than 8 tables in each other"),
        (f"rules: {{a: [{', '.join('1' * 2100)}]}}", "more than 2,000 values"),
    ],
)
def test_rules_that_are_no_tables(rules, message):
    found = read(f"---\n{rules}\n---\n").findings
    assert any(message in each.message and each.hint for each in found), found


def test_a_number_of_thousands_of_digits_is_text():
    (leaf,) = read(f"---\nrules: {{a: {'9' * 100}}}\n---\n").tables_of("rules").leaves
    assert leaf == (("a",), "9" * 100)
