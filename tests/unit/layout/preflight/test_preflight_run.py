"""A file held against a profile: verdicts, whatever the file is; profiles, ours and others'."""

from __future__ import annotations

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.preflight.files import alone, bytes_of, made, new

from layout.preflight.all_checks import ALL_CHECKS
from layout.preflight.findings import findings_of, in_words, place_in_words
from layout.preflight.profile import (
    FOLDER,
    own_profile,
    profile_named,
    profile_names,
    remedy_of,
)
from layout.preflight.run import UNREADABLE, UNWALKED, preflight
from slots.finding import BadInput, Severity, Where

NAMES = (
    "gwg-2022-newspaper",
    "gwg-2022-newspaper-pages",
    "gwg-2022-newspaper-pages-rgb",
    "gwg-2022-newspaper-rgb",
    "pdf-ua-1",
    "pdf-x-1a",
    "pdf-x-4",
)
COURIER = b"BT /G 12 Tf 20 20 Td (Words) Tj 0 20 Td (Words) Tj ET"


def test_every_rule_of_our_profiles_has_a_check():
    assert profile_names() == NAMES
    for name in NAMES:
        assert set(own_profile(name).rules) <= set(ALL_CHECKS)
    assert {rule for name in NAMES for rule in own_profile(name).rules} == set(ALL_CHECKS)
    assert all(remedy_of(rule) for rule in ALL_CHECKS)
    assert (FOLDER / "rules.toml").is_file()
    with pytest.raises(KeyError):
        own_profile("rules")


def test_the_manual_has_every_rule_and_profile():
    manual = (FOLDER.parents[1] / "docs" / "preflight.md").read_text()
    assert all(f"| {rule} | " in manual for rule in ALL_CHECKS)
    assert all(f"`{name}`" in manual for name in NAMES)


def test_what_the_variants_of_gwg_differ_in():
    ads, pages = own_profile(NAMES[0]).rules, own_profile(NAMES[1]).rules
    assert set(ads) - set(pages) == {"R0006", "R0033", "R0034"}
    assert set(pages) - set(ads) == {"R0004"}
    for plain, rgb in ((NAMES[0], NAMES[3]), (NAMES[1], NAMES[2])):
        one, other = own_profile(plain).rules, own_profile(rgb).rules
        assert set(one) ^ set(other) == {"R0027", "R0028"}


def test_limits_are_those_of_the_standard():
    rules = own_profile("gwg-2022-newspaper").rules
    assert rules["R0026"].limits == {"percent": 245, "square_mm": 15}
    assert rules["R0009"].limits == {"below_pt": 12}
    assert rules["R0010"].limits == {"below_pt": 2}
    assert rules["R0015"].limits == {"black_percent": 85, "total_percent": 220}
    assert rules["R0031"].limits == {"error_ppi": 99, "warning_ppi": 149, "exempt_px": 16}
    errors = {rule for rule, one in rules.items() if one.severity is Severity.ERROR}
    assert errors == {
        *("R0001", "R0002", "R0003", "R0005", "R0006", "R0007", "R0020", "R0027", "R0030"),
        *("R0031", "R0032", "R0033", "R0034", "R0035"),
    }


def test_faults_of_one_kind_are_told_once():
    verdict = preflight(made(COURIER), alone("X4-fonts", "pdf-x-4"))
    (found,) = verdict.broken
    assert (found.times, len(found.places), found.page) == (2, 2, 1)
    assert in_words(found) == (
        "X4-fonts: text is set in a font that is not embedded: Other (and 1 more)"
    )
    assert place_in_words(found) == "page 1, 7.1 mm from the left, 60.3 mm from the top"
    (told,) = findings_of(verdict, Where("a.pdf"), "A1")
    assert str(told).startswith("a.pdf: A1: page 1, 7.1 mm from the left, 60.3 mm from the top: X4")
    assert told.code == "X4-fonts" and told.hint == "embed the font"
    assert not verdict.accepted and verdict.pages == 1


def test_warnings_do_not_refuse():
    def courier(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Resources.Font.F["/BaseFont"] = pikepdf.Name.Courier

    verdict = preflight(made(b"BT /F 12 Tf 20 20 Td (W) Tj ET", courier), alone("R0014"))
    assert verdict.broken and verdict.accepted


def test_what_cannot_be_opened_is_refused():
    (found,) = preflight(b"nothing", alone("R0014")).broken
    assert (found.rule, found.severity, found.page) == (UNREADABLE, Severity.ERROR, None)


def test_what_cannot_be_walked_is_refused():
    verdict = preflight(made(b"q " * 30_000), alone("R0014"))
    (found,) = verdict.broken
    assert (found.rule, found.page) == (UNWALKED, 1)
    assert found.found == "it saves more graphics states than it gives back"


def test_a_file_without_pages():
    pdf = new()
    del pdf.pages[0]
    (found,) = preflight(bytes_of(pdf), alone("R0006")).broken
    assert found.found == "the file has no pages"


OURS = """\
title = "Our press"
base = "gwg-2022-newspaper"

[rules.R0026]
percent = 220

[rules.R0014]
severity = "off"

[rules.R0016]
severity = "error"
least_pt = 9
"""


def test_a_profile_of_ones_own(tmp_path):
    profile = profile_named("ours.toml", OURS, tmp_path / "ours.toml")
    assert (profile.name, profile.title) == ("ours", "Our press")
    assert profile.rules["R0026"].limits["percent"] == 220
    assert "R0014" not in profile.rules
    assert profile.rules["R0016"].severity is Severity.ERROR
    assert profile.digest != own_profile("gwg-2022-newspaper").digest


def test_a_profile_may_list_all_that_it_wants(tmp_path):
    profile = profile_named("a.toml", "[rules.X4-fonts]\n", tmp_path / "a.toml")
    assert list(profile.rules) == ["X4-fonts"]


def test_what_is_wrong_with_a_profile_is_told_with_its_place(tmp_path):
    text = (
        'titel = "x"\ntitle = 3\nbase = "gwg-2022-newspapers"\n[rules.R9999]\n[rules.R0026]\n'
        'percent = "x"\nsquare_mm = -1\nmuch = 3\n[rules.R0014]\nseverity = "high"\n'
    )
    with pytest.raises(BadInput) as error:
        profile_named("a.toml", text, tmp_path / "a.toml")
    found = {(each.where.line, each.code) for each in error.value.findings}
    assert found == {
        (1, "unknown-key"),
        (2, "wrong-type"),
        (3, "unknown-profile"),
        (4, "unknown-rule"),
        (6, "wrong-type"),
        (7, "wrong-value"),
        (8, "unknown-key"),
        (10, "wrong-value"),
    }


@pytest.mark.parametrize("text", ["rules = 3", "[rules]\nR0014 = 3", "base = 3", "[["])
def test_profiles_of_another_shape(text, tmp_path):
    with pytest.raises(BadInput):
        profile_named("a.toml", text, tmp_path / "a.toml")


def test_a_name_that_is_none():
    with pytest.raises(BadInput, match='no profile "pdfx4"'):
        profile_named("pdfx4")


SOUND = bytes_of(new(b"/Over gs 1 0 0 0 k 20 20 60 60 re f BT /F 9 Tf (Words) Tj ET"))


@given(
    st.lists(
        st.tuples(st.integers(0, len(SOUND) - 1), st.integers(0, 255)), min_size=1, max_size=12
    )
)
def test_a_damaged_file_gets_a_verdict(changes):
    data = bytearray(SOUND)
    for place, byte in changes:
        data[place] = byte
    for name in ("gwg-2022-newspaper", "pdf-x-1a"):
        verdict = preflight(bytes(data), own_profile(name))
        assert all(each.found and each.remedy for each in verdict.broken)


@given(st.integers(0, len(SOUND)))
def test_a_file_that_ends_early_gets_a_verdict(length):
    assert preflight(SOUND[:length], own_profile("pdf-x-4")).pages >= 0
