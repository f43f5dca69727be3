"""Edits of rules, as the form of the preview desk makes them."""

from __future__ import annotations

import difflib
from typing import Any

import pytest

from layout.desk.preview.rules.edit.change_key import Edit, edited
from slots.finding import BadInput
from slots.rulebook.load import default_text


def _said(text: str, *path: str | int, value: Any = None, rename: str | None = None) -> list[str]:
    """What an edit of a text takes away and adds, line by line."""
    after = edited(text, [Edit(path, value, rename)])
    steps = difflib.unified_diff(text.split("\n"), after.split("\n"), lineterm="", n=0)
    return [step for step in steps if step[:3] not in ("---", "+++", "@@ ")]


def test_a_value_is_written_in_place_with_its_comment_kept() -> None:
    before, after = _said(default_text(), "page", "at", "mobile", "density", value="25%")
    assert before.replace("30%", "25%")[1:] == after[1:]
    assert "# Better Ads" in after


def test_one_value_of_a_list_comes_and_goes() -> None:
    text = 'a = [\n  "x",  # first\n  "y"\n]\n'
    assert _said(text, "a", value=["x", "y", "z"]) == ['-  "y"', '+  "y",', '+  "z"']
    assert _said(text, "a", value=["y"]) == ['-  "x",  # first']
    assert _said("a = ['x', 'y']", "a", value=["x", "z"]) == ["-a = ['x', 'y']", "+a = ['x', 'z']"]


def test_a_list_of_headers_grows_at_its_end() -> None:
    text = '[[slot.a.relax]]\nrule = "adjacent"\n'
    steps = [{"rule": "adjacent"}, {"rule": "from_top", "to": "1px"}]
    said = _said(text, "slot", "a", "relax", value=steps)
    assert set(said) == {"+", "+[[slot.a.relax]]", '+rule = "from_top"', '+to   = "1px"'}
    assert _said(text, "slot", "a", "relax", 0, "to", value="2px") == ['+to = "2px"']


def test_new_keys_are_filled_up_as_those_above() -> None:
    said = _said(default_text(), "slot", "inline-ad", "min", value=1)
    assert said == ["+min      = 1"]


@pytest.mark.parametrize(
    ("path", "value", "above", "added"),
    [
        (("slot", "new"), {"holds": "ad"}, "value = 40", ["", "[slot.new]", 'holds = "ad"']),
        (
            ("slot", "inline-ad", "at", "mobile", "max"),
            2,
            'sizes  = ["300x250"]                # add "300x600" when most stories are long',
            ["", "[slot.inline-ad.at.mobile]", "max = 2"],
        ),
        (
            ("category", "air", "without_tags"),
            ["crash"],
            'any = "150px"               # from slot to slot, with everything that stands between',
            ["", "[category.air]", 'without_tags = ["crash"]'],
        ),
    ],
)
def test_new_tables_stand_beside_their_like(
    path: tuple[str, ...], value: Any, above: str, added: list[str]
) -> None:
    after = edited(default_text(), [Edit(path, value)]).split("\n")
    row = after.index(added[1])
    assert after[row - 1 : row - 1 + len(added)] == added
    assert after[row - 2] == above


def test_a_slot_is_written_with_headers_for_breakpoints_and_paper() -> None:
    slot = {"holds": "ad", "at": {"mobile": {"max": 2}}, "print": {"sizes": ["2x30mm"]}}
    after = edited("", [Edit(("slot", "my ad"), slot)])
    assert after == (
        '[slot."my ad"]\nholds = "ad"\n\n[slot."my ad".at.mobile]\nmax = 2\n\n'
        '[slot."my ad".print]\nsizes = ["2x30mm"]\n'
    )


def test_a_table_that_an_edit_made_goes_with_its_last_key() -> None:
    text = default_text()
    path = ("slot", "ad", "at", "mobile", "clearance", "image")
    assert edited(edited(text, [Edit(path, "9px")]), [Edit(path)]) == text


def test_a_header_with_a_comment_stays() -> None:
    text = "# what we owe readers\n[page]\nmax_ads = 3\n"
    assert edited(text, [Edit(("page", "max_ads"))]) == "# what we owe readers\n[page]\n"


def test_a_slot_goes_with_its_comment_and_all_its_tables() -> None:
    after = edited(default_text(), [Edit(("slot", "second-ad"))])
    assert "second-ad" not in after
    assert "All others of them" not in after
    assert "# Ads a story asks for by a name that no slot takes.\n[slot.ad]" in after


def test_a_slot_is_called_otherwise_in_every_header() -> None:
    said = _said(default_text(), "slot", "digest", rename="the digest")
    assert [line for line in said if line.startswith("+[")] == [
        '+[slot."the digest"]',
        '+[slot."the digest".at.desktop]',
        '+[slot."the digest".print]',
    ]


def test_a_name_that_is_taken_is_refused() -> None:
    with pytest.raises(BadInput, match="cannot be called"):
        edited(default_text(), [Edit(("slot", "digest"), rename="ad")])


@pytest.mark.parametrize(
    ("text", "edit", "why"),
    [
        ("a = ", Edit(("a",), 1), "cannot be read now"),
        ("a = 1", Edit(("a", "b"), 1), "no table"),
        ("a = [1]", Edit(("a", 5), 1), "shorter"),
        ("a = [1]", Edit(("a", "b"), 1), "no table|another kind"),
        ("a = 1", Edit(("a",), 2**70), "too large"),
        ("a = 1", Edit(("a",), [None]), "no word for null"),
        ("a = 1", Edit(("a",), "\ud800"), "half a character"),
        ("a = 1", Edit(("\ud800",), 1), "half a character"),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_reason(text: str, edit: Edit, why: str) -> None:
    with pytest.raises(BadInput, match=why):
        edited(text, [edit])


def test_a_mark_at_the_beginning_stays() -> None:
    assert edited("\ufeffa = 1\r\n", [Edit(("b",), 2)]) == "\ufeffa = 1\r\nb = 2\r\n"
