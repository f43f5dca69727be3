"""Laws of reading rules: any text ends in rules or in findings with a place, never in a crash."""

from __future__ import annotations

from importlib.resources import files

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slots.checks.all_mistakes import check
from slots.finding import Severity
from slots.lint.all_warnings import lint, linted
from slots.rulebook.load import read_rules, validated
from slots.rules.conditions import When
from slots.rules.terms import PageTerms, Slot

DEFAULT = (files("templates") / "slots.toml").read_text("utf-8").split("\n")
PIECES = (
    "[",
    "]",
    "[[",
    '"',
    "'",
    "=",
    "{",
    "}",
    ",",
    ".",
    "\\",
    "#",
    "\x00",
    "é",
    "3",
    "true",
    "\n",
)

quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def broken_defaults(draw):
    """The default rules with some lines dropped, doubled, cut, or spoiled by a stray piece."""
    lines = list(DEFAULT)
    for _ in range(draw(st.integers(1, 4))):
        row = draw(st.integers(0, len(lines) - 1))
        column = draw(st.integers(0, len(lines[row])))
        spoiled = lines[row][:column] + draw(st.sampled_from(PIECES)) + lines[row][column:]
        swapped = lines[row][:column] + lines[row][column + 1 :]
        doubled = f"{lines[row]}\n{lines[row]}"
        lines[row] = draw(st.sampled_from((spoiled, swapped, doubled, lines[row][:column], "")))
    return "\n".join(lines)


def checked(text):
    rules, findings = read_rules(text, "slots.toml")
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    assert (rules is None) == bool(errors)
    rows = text.count("\n") + 1
    for finding in findings:
        assert finding.message
        assert finding.where.file == "slots.toml"
        assert finding.where.line is None or 1 <= finding.where.line <= rows
        assert "pydantic" not in finding.message.lower()
        assert "input" not in finding.message.lower()


@quick
@given(broken_defaults())
def test_a_spoiled_file_ends_in_findings(text):
    checked(text)


@quick
@given(st.text(max_size=80))
def test_any_text_ends_in_findings(text):
    checked(text)


@quick
@given(
    st.lists(
        st.sampled_from(("[slot.a]", "[page]", "x = [", "y = 1,", '"""', "[a", "]")), max_size=8
    )
)
def test_unclosed_statements_end(lines):
    checked("\n".join(lines))


WORDS = ("a", "b", "same", "any", "module", "#x", "heading", "full-width-image", "mobile", "after")
LENGTHS = ("2 paragraphs", "0px", "30%", "60% of text", "-3px", "1 screen", "9 words", "3 ads", "")
TEXTS = (*WORDS, *LENGTHS, "after paragraph 2", "every 2 paragraphs", "2 screens after 3 ads")
KEYS = tuple(sorted({*Slot.model_fields, *PageTerms.model_fields, *When.model_fields, "above"}))


def values(depth=2):
    """Values of TOML of any kind, mostly such as rules have."""
    plain = st.one_of(
        st.sampled_from(TEXTS),
        st.integers(-1, 4),
        st.booleans(),
        st.dates(),
        st.floats(allow_nan=False, allow_infinity=False),
    )
    if not depth:
        return plain
    inner = values(depth - 1)
    names = st.sampled_from((*KEYS, *WORDS, "rule", "to"))
    return st.one_of(plain, st.lists(inner, max_size=3), st.dictionaries(names, inner, max_size=3))


VALUES = values()


@st.composite
def rule_data(draw):
    """Nested data with the names of rules in their places, and often the right values."""
    few = st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=6)
    data = {"slot": draw(st.dictionaries(st.sampled_from(WORDS), few, max_size=3))}
    for slot in data["slot"].values():
        slot["holds"] = draw(st.sampled_from(("ad", "blue_box", "module")))
        slot["sizes"] = draw(st.sampled_from((["300x250"], ["9x9", "970x250"], [])))
        slot["at"] = draw(st.dictionaries(st.sampled_from(("mobile", "desktop", "x")), few))
    for table in ("page", "defaults", "category", "breakpoints"):
        if draw(st.booleans()):
            data[table] = draw(st.one_of(few, VALUES))
    return data


@quick
@given(rule_data())
def test_any_data_ends_in_mistakes_and_what_is_right_of_it_can_be_checked_and_linted(data):
    rules, mistakes = validated(data)
    names = tuple(rules.slot), tuple(rules.breakpoints)
    for mistake in (*mistakes, *check(rules, *names), *lint(rules)):
        assert mistake.message and "pydantic" not in mistake.message.lower()


@quick
@given(broken_defaults())
def test_a_spoiled_file_is_linted_to_the_end(text):
    for finding in linted(text, "slots.toml"):
        assert finding.message and finding.where.file == "slots.toml"
