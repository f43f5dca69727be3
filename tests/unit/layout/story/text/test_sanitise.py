"""What no page may carry, and what stays."""

import pytest

from layout.story.text.language import is_language, language_of
from layout.story.text.sanitise import fold, sanitise


@pytest.mark.parametrize("end", ["\r\n", "\r", "\f", "\v", "\x85", "\u2028", "\u2029"])
def test_every_line_end_is_a_newline(end):
    assert sanitise(f"a{end}b", "") == ("a\nb", ())


@pytest.mark.parametrize(
    "kept", ["\u00a0", "\u2009", "\u00ad", "\u200d", "\u200e", "\u200f", "“—’"]
)
def test_what_stays(kept):
    assert sanitise(f"a{kept}b", "") == (f"a{kept}b", ())


@pytest.mark.parametrize(
    "sign", ["\x00", "\x1b", "\x7f", "\x9b", "\u202e", "\u2066", "\ufeff", "\ufffe", "\ud800"]
)
def test_what_goes_with_its_place(sign):
    text, (finding,) = sanitise(f"one\ntwo{sign} {sign}", "f.md")
    assert text == "one\ntwo "
    assert str(finding.where) == "f.md:2:4"
    assert f"U+{ord(sign):04X}" in finding.message and "2 times" in finding.message


def test_fold_keeps_other_spaces():
    assert fold("a \t\n b\u00a0 c\u2009d") == "a b\u00a0 c\u2009d"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ferry that ties the town to the island will sail again", "en"),
        ("El ferry que une la ciudad con la isla vuelve a salir el lunes", "es"),
        ("Zxq vbn", "en"),
        ("", "en"),
        ("مرحبا بالعالم في كل مكان", "und"),
        ("港の船は月曜日から the 再び", "und"),
    ],
)
def test_language(text, language):
    assert language_of(text) == language


def test_tags():
    assert all(map(is_language, ("en", "es-EC", "zh-Hant", "und")))
    assert not any(map(is_language, ("English", "e", "es_EC", "", "EN")))
