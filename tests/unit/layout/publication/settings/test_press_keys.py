"""The keys of [press] by themselves: what they stand for, and what is wrong between them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from support.preflight.files import profile_bytes
from support.press.press_profile import press_profile

from layout.press.standard.file_names import EACH, ONE
from layout.press.standard.press_settings import CONDITIONS, OTHER_INK, Standard
from layout.publication.settings.press_keys import Press, press_mistakes, press_settings
from slots.rules.mistake import Mistake
from slots.units import parse_length

DATED = {"date": "2026-11-26"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inner = tmp_path / "paper"
    inner.mkdir()
    (inner / "press.icc").write_bytes(press_profile())
    return inner


def mistakes(folder: Path, edition: object = DATED, **press: Any) -> list[Mistake]:
    return list(press_mistakes({"press": press, "edition": edition}, folder))


# --- what they stand for --------------------------------------------------------------------------


def test_what_is_not_said_is_that_of_the_condition_and_of_the_paper(folder: Path) -> None:
    found = press_settings(Press(profile="press.icc"), folder, "The Saltmere Weekly")
    assert found.profile == folder / "press.icc"
    assert (found.condition, found.ink) == (CONDITIONS["IFRA26S"], CONDITIONS["IFRA26S"].ink)
    assert (found.standard, found.files, found.trucks) == (Standard.X4, "one", "split")
    assert (found.name, found.code, found.dpi) == (ONE, "TSW", 200)
    assert (found.bleed, found.marks, found.spots) == (0, False, ())


def test_what_is_said_counts(folder: Path) -> None:
    said = Press(
        condition="Our own",
        standard="PDF/X-1a:2003",
        bleed="3mm",
        screen=85,
        spots=("Gold",),
        files="pages",
        code="SW",
    )
    found = press_settings(said, folder, "The Saltmere Weekly")
    assert (found.condition.identifier, found.ink) == ("Our own", OTHER_INK)
    assert (found.standard, found.dpi, found.spots) == (Standard.X1A, 170, ("Gold",))
    assert (found.name, found.code) == (EACH, "SW")
    assert found.bleed == parse_length("3mm").mpt
    named = press_settings(Press(ink=300, name="{code}.pdf"), folder, "x")
    assert (named.ink, named.name) == (300, "{code}.pdf")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("bleed", "31mm"),
        ("bleed", "2%"),
        ("ink", 149),
        ("ink", 401),
        ("screen", 49),
        ("spots", ("",)),
        ("files", "sheets"),
        ("standard", "PDF/X-3"),
        ("marks", 1),
        ("paper", "x"),
    ],
)
def test_values_that_no_key_takes(key: str, value: object) -> None:
    with pytest.raises(ValidationError) as error:
        Press.model_validate({key: value})
    assert error.value.errors()[0]["loc"][0] == key


# --- what is wrong between them -------------------------------------------------------------------


def test_nothing_is_wrong_with_what_is_sound(folder: Path) -> None:
    assert mistakes(folder, profile="press.icc") == []
    assert mistakes(folder, profile="press.icc", files="pages", name="{code}{page}.pdf") == []
    assert list(press_mistakes({}, folder)) == []
    assert list(press_mistakes({"press": "no table"}, folder)) == []


@pytest.mark.parametrize(
    ("condition", "hint"), [("SNAP", "SNAP_TR002_newsprint.icc"), ("Our own", "NAME.icc")]
)
def test_a_profile_is_needed(folder: Path, condition: str, hint: str) -> None:
    (found,) = mistakes(folder, condition=condition)
    assert (found.code, found.path, found.key) == ("missing-key", ("press",), True)
    assert f'profile = "{hint}"' in (found.hint or "")


@pytest.mark.parametrize(
    ("profile", "code"),
    [
        ("../press.icc", "outside"),
        ("/press.icc", "outside"),
        ("pres.icc", "missing-file"),
        ("rgb.icc", "wrong-profile"),
        ("text.icc", "wrong-profile"),
    ],
)
def test_a_profile_that_cannot_be_had(folder: Path, profile: str, code: str) -> None:
    (folder.parent / "press.icc").write_bytes(press_profile())
    (folder / "rgb.icc").write_bytes(profile_bytes("RGB ", "mntr"))
    (folder / "text.icc").write_text("no profile")
    (found,) = mistakes(folder, profile=profile)
    assert (found.code, found.path) == (code, ("press", "profile"))
    assert profile in found.message and found.hint


def test_a_profile_that_is_not_there_is_looked_for(folder: Path) -> None:
    (found,) = mistakes(folder, profile="pres.icc", condition="SNAP")
    assert "press.icc" in found.message
    assert "SNAP_TR002_newsprint.icc is in " in (found.hint or "")


@pytest.mark.parametrize(
    ("files", "name", "said"),
    [
        ("one", "{code}{page}.pdf", '"{page}" is of a page'),
        ("pages", "{code}.pdf", "the same name"),
        ("one", "{code}.txt", "no name of a PDF"),
    ],
)
def test_a_name_goes_with_the_files(folder: Path, files: str, name: str, said: str) -> None:
    (found,) = mistakes(folder, profile="press.icc", files=files, name=name)
    assert (found.code, found.path) == ("wrong-name", ("press", "name"))
    assert said in found.message


def test_a_name_by_the_date_needs_one(folder: Path) -> None:
    (usual,) = mistakes(folder, {}, profile="press.icc")
    assert (usual.code, usual.path, usual.key) == ("wrong-name", ("press",), True)
    (own,) = mistakes(folder, None, profile="press.icc", name="{date}.pdf")
    assert (own.path, own.key) == (("press", "name"), False)
    assert mistakes(folder, {}, profile="press.icc", name="{code}.pdf") == []


def test_mistakes_are_found_beside_values_that_are_wrong_themselves(folder: Path) -> None:
    found = mistakes(folder, {}, profile=7, condition=9, files="sheets", name=3)
    assert found == []
    (only,) = mistakes(folder, {}, condition=9, name=3)
    assert only.code == "missing-key"
