from __future__ import annotations

from itertools import pairwise

import pytest

from layout.typeset.breaks.opportunities import opportunities


def pieces(token: str) -> list[str]:
    cuts = (0, *opportunities(token), len(token))
    return [token[start:end] for start, end in pairwise(cuts)]


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("plain", ["plain"]),
        ("and/or", ["and/or"]),
        ("well-known", ["well-", "known"]),
        ("2022-2023", ["2022-", "2023"]),
        ("-5", ["-5"]),
        ("€-5", ["€-5"]),
        ("C++(old)", ["C++", "(old)"]),
        ("f(x)", ["f(x)"]),
        ("what?yes", ["what?", "yes"]),
        ("what?!", ["what?!"]),
        ("http://a.org/b?c=d&e-f", ["http://a.org/b?", "c=d&e-", "f"]),
        ("one—two", ["one", "—", "two"]),
        ("1998–2004", ["1998–", "2004"]),
        ("“a”—b", ["“a”—", "b"]),
        ("wait…what", ["wait…", "what"]),
        ("10\u00a0km", ["10\u00a0km"]),
        ("a\u200bb", ["a\u200b", "b"]),
        ("hy\u00adphen", ["hy\u00ad", "phen"]),
        ("¿qué?", ["¿qué?"]),
        ("«uno»", ["«uno»"]),
        ("漢字", ["漢", "字"]),
        ("e\u0301a", ["e\u0301a"]),
        ("🇪🇨🇺🇸", ["🇪🇨", "🇺🇸"]),
        ("한국", ["한", "국"]),
        ("$(5)", ["$(5)"]),
        ("€(5)", ["€(5)"]),
        ("", [""]),
    ],
)
def test_pieces(token: str, expected: list[str]):
    assert pieces(token) == expected


def test_offsets_lie_inside_and_rise():
    token = "a-b?c—d/e(f)-1漢(字)"
    found = opportunities(token)
    assert list(found) == sorted(set(found))
    assert all(0 < at < len(token) for at in found)
