"""Completion and reading of rules: at any place of any text, whole or broken, without a word."""

from __future__ import annotations

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from layout.desk.preview.rules.complete import completed
from layout.desk.preview.rules.saved_text import reading
from slots.rulebook.by_name import preset_names, preset_text
from slots.rulebook.load import default_text

FILES = (default_text(), *map(preset_text, preset_names()))
SIGNS = "[]{}\"'#=.,\\\n\r\t abc1é\0"


@st.composite
def broken(draw: st.DrawFn) -> str:
    """A file of rules with something cut out and something put in, or signs of any kind."""
    if draw(st.booleans()):
        return draw(st.text(SIGNS, max_size=60))
    text = draw(st.sampled_from(FILES))
    start = draw(st.integers(0, len(text)))
    gone = draw(st.integers(0, 30))
    return text[:start] + draw(st.text(SIGNS, max_size=8)) + text[start + gone :]


@given(broken(), st.integers(-3, 300), st.integers(-3, 120))
def test_completion_answers_at_any_place_of_any_text(text: str, line: int, column: int) -> None:
    answer = completed(text, line, column)
    assert answer["from"] <= answer["to"]
    assert all(item["value"] and item["meta"] for item in answer["items"])
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for row, place in (answer["from"], answer["to"]):
        assert 1 <= row <= len(lines)
        assert 1 <= place <= len(lines[row - 1]) + 1


@given(st.text(max_size=80), st.integers(1, 5), st.integers(1, 50))
def test_completion_answers_in_texts_of_any_signs(text: str, line: int, column: int) -> None:
    assert set(completed(text, line, column)) == {"from", "to", "items"}


@given(broken())
def test_any_text_is_read_with_its_data_or_with_what_is_wrong(text: str) -> None:
    read = reading(text)
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        assert not read["ok"]
        assert any(finding["severity"] == "error" for finding in read["findings"])
        syntax = [each for each in read["findings"] if each["code"] == "toml-syntax"]
        assert all(each["line"] and each["column"] for each in syntax)
    else:
        assert read["ok"]


@given(st.sampled_from(FILES), st.data())
def test_what_is_offered_for_a_key_can_stand_there(text: str, data: st.DataObject) -> None:
    """Below any line of a table, each key offered is one that the rules know."""
    lines = text.split("\n")
    rows = [row for row, line in enumerate(lines) if line.startswith("[")]
    row = data.draw(st.sampled_from(rows))
    cut = "\n".join([*lines[: row + 1], "", *lines[row + 1 :]])
    items = completed(cut, row + 2, 1)["items"]
    if not items:
        return
    item = data.draw(st.sampled_from(items))
    filled = item["insert"]
    filled += "1" if filled.endswith("= ") else ""
    with_item = "\n".join([*lines[: row + 1], filled, *lines[row + 1 :]])
    known = {"bad-value", "unknown-opponent", "unknown-slot"}
    wrong = {f["code"] for f in reading(with_item)["findings"] if f["line"] == row + 2}
    assert "unknown-rule" not in wrong - known
