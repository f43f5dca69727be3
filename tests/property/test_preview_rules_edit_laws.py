"""Edits of rules: what was asked is what is read, and every other line stays as it is written."""

from __future__ import annotations

import copy
import difflib
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from layout.desk.preview.rules.edit.byte_spans import source_of
from layout.desk.preview.rules.edit.change_key import Edit, edited, same
from slots.finding import BadInput
from slots.rulebook.by_name import preset_names, preset_text
from slots.rulebook.load import default_text

Spot = tuple[str | int, ...]

ODD = """# odd
 top = 1   # indented

page.density = '30%'
page.at.mobile.max_ads = 3
[ defaults ]  # with blanks
  margin = "24px"
  "from_top" = '''2 paragraphs'''
  clearance.image = "60px"
  clearance."#faq".above = "10px"
  never_inside = [   # why
    "list",  # a
    "quote" # b
  ]
  never_after = [
    'heading',
    'image',
  ]
  never_between = [["paragraph", "list"], [
    "image",
    "image"]]

[slot]
[slot."a b"]
holds = "ad"
relax = [ {rule = "adjacent"}, { rule = "clearance.image", to = "2px" } ]
when = { tags = ["x"], "min_words" = 10 }
distance = {}
[[slot.c.relax]]
rule = "adjacent"

[[slot.c.relax]]
# the second
rule = "from_top"
to = "1px"
[slot.c]
holds = "ad"
# [slot.off]
# holds = "ad"

[defaults.at.mobile]
[page.at.tablet]
# only this
max_ads = 2 # two
[slot."a b".at.tablet]
max = 1
"""
FILES = (default_text(), *map(preset_text, preset_names()), ODD, ODD.replace("\n", "\r\n"))
FILES = (*FILES, ODD.rstrip("\n"), default_text().replace("\n", "\r\n"))

NAMES = st.sampled_from(["a", "b", "at", "print", "when", "max", "mobile", "x y", 'q"q', "é", "1"])
TEXTS = st.one_of(
    st.sampled_from(
        ["24px", "", "it's", 'say "so"', "back\\slash", "two\nlines", "# none", "é\x7f"]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=6),
)
PLAIN = st.one_of(
    TEXTS, st.integers(-5, 10**12), st.booleans(), st.floats(allow_nan=False, width=32)
)
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(NAMES, inner, min_size=1, max_size=3)
    ),
    max_leaves=6,
)


def _key(name: str) -> str:
    from layout.desk.preview.rules.edit.toml_values import key_text

    return key_text(name)


@st.composite
def _body(draw: st.DrawFn, head: tuple[str, ...], table: dict[str, Any]) -> list[str]:
    """A table in TOML, each part of it in one of the ways it may be written."""
    own: list[str] = []
    below: list[str] = []
    for key, value in table.items():
        way = draw(st.sampled_from(["header", "dotted", "braces"])) if _tables(value) else "braces"
        note = draw(st.sampled_from(["", "", " # n"]))
        if way == "header" and head is not None:
            below += draw(_section((*head, key), value))
        elif way == "dotted" and _flat(value):
            own += [f"{_key(key)}.{_key(k)} = {_text(v)}{note}" for k, v in value.items()]
        else:
            indent = draw(st.sampled_from(["", "  "]))
            own.append(f"{indent}{_key(key)} = {_text(value)}{note}")
        own += draw(st.sampled_from([[], [], [""], ["# c"]]))
    return [*own, *below]


def _text(value: Any) -> str:
    from layout.desk.preview.rules.edit.toml_values import value_text

    return value_text(value)


def _tables(value: Any) -> bool:
    return isinstance(value, dict) and bool(value)


def _flat(value: dict[str, Any]) -> bool:
    return not any(isinstance(each, dict) for each in value.values())


@st.composite
def _section(draw: st.DrawFn, head: tuple[str, ...], table: dict[str, Any]) -> list[str]:
    above = draw(st.sampled_from([[], [""], ["", "# about"], ["", "# apart", ""]]))
    name = ".".join(map(_key, head))
    return [*above, f"[{name}]", *draw(_body(head, table))]


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A valid TOML text: one of ours, or one that is made up."""
    if draw(st.booleans()):
        return draw(st.sampled_from(FILES))
    table = draw(st.dictionaries(NAMES, VALUES, max_size=4))
    lines = [*draw(st.sampled_from([[], ["# top"], [""]])), *draw(_body((), table))]
    end = draw(st.sampled_from(["\n", "\r\n"]))
    text = end.join(lines) + draw(st.sampled_from(["", end]))
    assume(_parses(text))
    return text


def _parses(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _spots(value: Any, here: Spot = ()) -> list[Spot]:
    """The paths of all values."""
    found = [here] if here else []
    if isinstance(value, dict):
        return found + [each for key in value for each in _spots(value[key], (*here, key))]
    if isinstance(value, list):
        return found + [e for i, each in enumerate(value) for e in _spots(each, (*here, i))]
    return found


def _at(data: Any, spot: Spot) -> Any:
    for part in spot:
        data = data[part]
    return data


def _with(data: Any, spot: Spot, value: Any) -> Any:
    data = copy.deepcopy(data)
    _at(data, spot[:-1])[spot[-1]] = value
    return data


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        inner = {key: _bare(each) for key, each in value.items()}
        return {key: each for key, each in inner.items() if each != {}}
    return [_bare(each) for each in value] if isinstance(value, list) else value


def _removed_lines(old: str, new: str) -> int:
    """How many lines of the old text are not in the new one."""
    steps = difflib.SequenceMatcher(None, old.split("\n"), new.split("\n"), autojunk=False)
    return sum(b - a for kind, a, b, _, _ in steps.get_opcodes() if kind in ("replace", "delete"))


@given(documents(), st.data())
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_what_is_set_is_read_and_nothing_else_changed(text: str, data: st.DataObject) -> None:
    before = tomllib.loads(text)
    spots = _spots(before)
    assume(spots)
    spot = data.draw(st.sampled_from(spots))
    value = data.draw(VALUES)
    after = edited(text, [Edit(spot, value)])
    read = tomllib.loads(after)
    assert same(_bare(read), _bare(_with(before, spot, value)))
    assert ("\r" in after.replace("\r\n", "")) == ("\r" in text.replace("\r\n", ""))


@given(documents(), st.data())
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_a_value_in_place_of_another_changes_its_lines_alone(
    text: str, data: st.DataObject
) -> None:
    before = tomllib.loads(text)
    plain = [s for s in _spots(before) if not isinstance(_at(before, s), dict | list)]
    assume(plain)
    spot = data.draw(st.sampled_from(plain))
    old = _at(before, spot)
    after = edited(text, [Edit(spot, data.draw(PLAIN))])
    spread = 1 + (old.count("\n") + 2 if isinstance(old, str) and "\n" in old else 0)
    assert _removed_lines(text, after) <= spread


@given(documents(), st.data())
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_a_new_key_adds_lines_and_its_removal_gives_the_text_back(
    text: str, data: st.DataObject
) -> None:
    before = tomllib.loads(text)
    tables = [s for s in ((), *_spots(before)) if isinstance(_at(before, s), dict)]
    # What has nothing in it but its header goes with the last key: nobody knows who wrote it.
    idle = {each.path for each in source_of(text.encode()).blocks if each.head and not each.pairs}
    held = [s for s in tables if not s or (_at(before, s) and s not in idle)]
    table = data.draw(st.sampled_from(held))
    rest = data.draw(st.lists(NAMES, min_size=1, max_size=3))
    assume(rest[0] not in _at(before, table))
    spot = (*table, *rest)
    value = data.draw(VALUES)
    after = edited(text, [Edit(spot, value)])
    assert same(_at(tomllib.loads(after), spot), value) or value == {}
    kept = _removed_lines(text, after)
    assert kept <= 1, "only a table in braces, or a last line, is written anew"
    assert edited(after, [Edit(spot)]) == text


@given(documents(), st.data())
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_what_is_taken_away_is_gone_and_nothing_else(text: str, data: st.DataObject) -> None:
    before = tomllib.loads(text)
    spots = _spots(before)
    assume(spots)
    spot = data.draw(st.sampled_from(spots))
    after = edited(text, [Edit(spot)])
    wanted = copy.deepcopy(before)
    del _at(wanted, spot[:-1])[spot[-1]]
    assert same(_bare(tomllib.loads(after)), _bare(wanted))
    assert len(after) <= len(text)
    left = iter(text)
    assert all(sign in left for sign in after), "what is left is what was written"


@given(documents(), st.data())
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_an_edit_undone_by_its_value_gives_the_data_back(text: str, data: st.DataObject) -> None:
    before = tomllib.loads(text)
    spots = _spots(before)
    assume(spots)
    spot = data.draw(st.sampled_from(spots))
    after = edited(text, [Edit(spot, data.draw(VALUES)), Edit(spot, _at(before, spot))])
    assert same(_bare(tomllib.loads(after)), _bare(before))


@given(documents(), st.data())
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_a_name_changes_wherever_it_is_written(text: str, data: st.DataObject) -> None:
    before = tomllib.loads(text)
    spots = [s for s in _spots(before) if isinstance(s[-1], str)]
    assume(spots)
    spot = data.draw(st.sampled_from(spots))
    try:
        after = edited(text, [Edit(spot, rename="brand new")])
    except BadInput:
        assume(False)
    wanted = copy.deepcopy(before)
    inner = _at(wanted, spot[:-1])
    inner["brand new"] = inner.pop(spot[-1])
    assert same(tomllib.loads(after), wanted)
    assert len(after.split("\n")) == len(text.split("\n"))


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["templates", "seeds", "tests"])
def test_every_file_of_rules_that_comes_along_can_be_edited(folder: str) -> None:
    for file in sorted((Path(__file__).parents[2] / folder).rglob("*.toml")):
        text = file.read_bytes().decode()
        if not _parses(text):
            continue
        before = tomllib.loads(text)
        spots = list(_spots(before))
        for spot in spots[:: 1 + len(spots) // 25]:  # long files are written one way throughout
            assert same(tomllib.loads(edited(text, [Edit(spot, 7)])), _with(before, spot, 7)), file
