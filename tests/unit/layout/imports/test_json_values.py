"""JSON as others write it: its encoding, where it breaks, what is taken out of it."""

from __future__ import annotations

import pytest

from layout.imports.json_values import json_text, json_value, objects_at, place_of, text_at
from slots.files.decoding import Undecodable
from slots.finding import Where

HERE = Where("feed.json")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32-be"])
def test_all_of_unicode_is_read_without_a_word(encoding: str) -> None:
    assert json_text('{"a": "é"}'.encode(encoding), HERE) == ('{"a": "é"}', ())


def test_bytes_of_windows_are_told_with_their_line_and_harm_no_others() -> None:
    data = '\ufeff{"a": "é",\n'.encode() + b'"b": "caf\xe9"}'
    text, (told,) = json_text(data, HERE)
    assert json_value(text) == {"a": "é", "b": "café"}
    assert (told.code, told.where) == ("encoding", Where("feed.json", 2))


def test_what_is_broken_has_its_line_and_column() -> None:
    with pytest.raises(Undecodable, match="broken JSON: Expecting value") as broken:
        json_value('{"a":\n  ,}')
    assert place_of(broken.value, HERE) == Where("feed.json", 2, 3)


@pytest.mark.parametrize("text", ["[" * 200_000, "1" * 10_000])
def test_what_is_too_deep_or_too_long_is_told_of_the_whole_file(text: str) -> None:
    with pytest.raises(Undecodable) as broken:
        json_value(text)
    assert place_of(broken.value, HERE) == HERE


def test_values_are_taken_as_what_they_are_asked_for() -> None:
    values = {"a": [1, {"b": 2.5}, None], "t": True, "c": {}}
    (inner,) = objects_at(values, "a")
    assert text_at(inner, "b") == "2.5"
    assert [text_at(values, key) for key in "atcx"] == [""] * 4
    assert objects_at(values, "c") == objects_at(values, "x") == []


def test_a_line_break_within_a_string_is_no_mistake() -> None:
    assert json_value('"a\nb"') == "a\nb"
