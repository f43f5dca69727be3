"""Laws of reading rules: any text ends in rules or in findings with a place, never in a crash."""

from __future__ import annotations

from importlib.resources import files

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slots.finding import Severity
from slots.load import read_rules

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
