"""Break opportunities by UAX 14 as Chromium has them: a table for ASCII, the rules for all else.

Blink never asks ICU about two characters of Latin-1: it has a table of pairs. For ASCII the table
is its own: a line may break after "?" and "-" and before an opening bracket that follows
punctuation, and nowhere else (so "and/or" and most of a web address hold together); for the rest of
Latin-1 it is UAX 14 without looking further than the pair (but for a hyphen). Any other pair goes
to ICU, which follows UAX 14 of Unicode 17. After a space it always breaks, whatever UAX 14 says of
quotes and dashes.

`tests/browser/test_web_breaking.py` asks Chromium about every pair of ASCII and typographic
characters and about thousands of random tokens.

Sources: Blink's `text_break_iterator.cc` by its behaviour, Unicode Standard Annex 14 by its rules.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

SOFT_HYPHEN = "\u00ad"

_AFTER_QUERY = frozenset("\"!'),./:;?]}")
_AFTER_HYPHEN = frozenset("!$),./:;?]}")
_OPENING = frozenset("(<[{")
_BEFORE_OPENING = frozenset('!"#%&)*+,.:;=>\\]|}~')
_BREAKING = frozenset("?-(<[{\\")
_LAST_QUICK = "\u00ff"
_WORD = frozenset(("AL", "HL"))
_WORD_OR_NUMBER = frozenset(("AL", "HL", "NU"))
_HYPHENS = "\u2010\u2012\u2013"  # class HH, new in Unicode 17
_START = frozenset(("", "ZW", "CB", "GL"))  # what a token-initial hyphen or quote may follow
_CLOSES_QUOTE = frozenset(("", "GL", "WJ", "CL", "QU", "CP", "EX", "IS", "SY", "ZW"))
_NEVER_BEFORE = frozenset(("ZW", "WJ", "CL", "CP", "EX", "SY", "IS", "BA", "HY", "HH", "NS", "IN"))
_NEVER_AFTER = frozenset(("WJ", "GL", "OP", "BB", "ZWJ"))
_IDEOGRAPHIC = frozenset(("ID", "EB", "EM"))
_AFFIXES = frozenset(("PR", "PO"))
_HANGUL_PAIRS = frozenset(
    [("JL", follower) for follower in ("JL", "JV", "H2", "H3")]
    + [(leader, follower) for leader in ("JV", "H2") for follower in ("JV", "JT")]
    + [("JT", "JT"), ("H3", "JT")]
)
_HANGUL = frozenset(("JL", "JV", "JT", "H2", "H3"))
_FOLDED = {"AI": "AL", "SG": "AL", "XX": "AL", "SA": "AL", "CJ": "NS", "CM": "CM"}


def opportunities(token: str) -> tuple[int, ...]:
    """The offsets in a token without spaces at which a line may break, rising.

    An offset is the index of the character that would start the next line; 0 and the token's end
    are never among them (before and after a space a line may break anyway).
    """
    if token.isascii():
        if _BREAKING.isdisjoint(token):
            return ()
        return tuple(at for at in range(1, len(token)) if _ascii_breaks(token, at))
    classes = _classes(token)
    return tuple(at for at in range(1, len(token)) if _breaks(token, classes, at))


def _breaks(token: str, classes: Sequence[str], at: int) -> bool:
    before, after = token[at - 1], token[at]
    if _is_negative(token, at):
        return False
    if before <= _LAST_QUICK and after <= _LAST_QUICK and (before != "-" or after.isascii()):
        if before.isascii() and after.isascii():
            return _ascii_breaks(token, at)
        return _uax14_breaks(before + after, classes[at - 1 : at + 1], 1)
    return _uax14_breaks(token, classes, at)


def _is_negative(token: str, at: int) -> bool:
    """Whether a hyphen before a digit may be a minus: unless an ASCII letter or digit precedes."""
    if token[at - 1] != "-" or not "0" <= token[at] <= "9":
        return False
    return at < 2 or not (token[at - 2].isascii() and token[at - 2].isalnum())


def _ascii_breaks(token: str, at: int) -> bool:
    """Blink's table for two ASCII characters."""
    before, after = token[at - 1], token[at]
    if before == "?":
        return after not in _AFTER_QUERY
    if before == "-":
        return after not in _AFTER_HYPHEN and not _is_negative(token, at)
    return after in _OPENING and before in _BEFORE_OPENING


def _classes(token: str) -> list[str]:
    """The UAX 14 class of each character; a combining mark is "CM" where it has a base (LB9)."""
    from uniseg.linebreak import line_break  # its tables are read only where copy needs them

    classes: list[str] = []
    for character in token:
        name = "HH" if character in _HYPHENS else str(line_break(character).value)
        name = _FOLDED.get(name, name)
        if name == "CM" and (not classes or classes[-1] == "ZW"):
            name = "AL"  # LB10
        classes.append(name)
    return classes


def _uax14_breaks(token: str, classes: Sequence[str], at: int) -> bool:
    """Whether UAX 14 lets a line break before character `at`, both sides in one token."""
    if classes[at] in ("CM", "ZWJ"):
        return classes[at - 1] == "ZW"  # LB8, else LB9
    left = _base(classes, at - 1)
    before, after = classes[left], classes[at]
    if before == "ZW":
        return after != "ZW"
    if classes[at - 1] == "ZWJ" or before in _NEVER_AFTER or after in _NEVER_BEFORE:
        return _breaks_by_exception(classes, left, at)
    if after == "GL" and before not in ("BA", "HY", "HH"):
        return False  # LB12a
    if "QU" in (before, after):
        return _breaks_at_quote(token, classes, left, at)
    if "CB" in (before, after):
        return True
    return not _joined(token, classes, left, at)


def _breaks_by_exception(classes: Sequence[str], left: int, at: int) -> bool:
    """The few places where a character that joins to all does not."""
    before, after = classes[left], classes[at]
    return before == "CB" and after in ("BA", "HY", "HH", "NS", "IN")


def _base(classes: Sequence[str], at: int) -> int:
    """The index of the character that a combining mark stands on (LB9)."""
    while at > 0 and classes[at] in ("CM", "ZWJ"):
        at -= 1
    return at


def _breaks_at_quote(token: str, classes: Sequence[str], left: int, at: int) -> bool:
    """LB15a, LB15b, LB19 and LB19a: quotes hold on to what they enclose.

    Only between ideographs may a line break outside a quote whose direction is known.
    """
    before, after = token[left], token[at]
    if classes[left] == "QU" and _opens(before) and _starts_quote(classes, left):
        return False
    following = classes[at + 1] if at + 1 < len(token) else ""
    if classes[at] == "QU":
        if not _opens(after) or (_closes(after) and following in _CLOSES_QUOTE):
            return False
        if not (_is_wide(before) and following and _is_wide(token[at + 1])):
            return False
    if classes[left] == "QU":
        preceding = token[left - 1] if left else ""
        return _closes(before) and bool(preceding) and _is_wide(preceding) and _is_wide(after)
    return True


def _starts_quote(classes: Sequence[str], at: int) -> bool:
    return at == 0 or classes[at - 1] in _START or classes[at - 1] in ("OP", "QU")


def _opens(character: str) -> bool:
    return unicodedata.category(character) == "Pi"


def _closes(character: str) -> bool:
    return unicodedata.category(character) == "Pf"


def _is_wide(character: str) -> bool:
    """East Asian width full, wide or half ($EastAsian of UAX 14)."""
    return unicodedata.east_asian_width(character) in "FWH"


def _joined(token: str, classes: Sequence[str], left: int, at: int) -> bool:
    """LB20a to LB30b: pairs that hold together; any other pair may break (LB31)."""
    before, after = classes[left], classes[at]
    return (
        _joins_word(token, classes, left, at)
        or _joins_number(classes, left, at)
        or (before, after) in _HANGUL_PAIRS
        or (before in _HANGUL and after == "PO")
        or (before == "PR" and after in _HANGUL)
        or (before == "B2" and after == "B2")
        or (before == "EB" and after == "EM")
        or (before == "RI" and after == "RI" and _run_length(classes, left) % 2 == 1)
    )


def _run_length(classes: Sequence[str], at: int) -> int:
    """How many regional indicators in a row end here: flags are pairs of them."""
    start = at
    while start >= 0 and classes[start] == "RI":
        start -= 1
    return at - start


def _joins_word(token: str, classes: Sequence[str], left: int, at: int) -> bool:
    """LB20a, 21a, 21b, 23, 24, 28, 29 and 30: letters with letters, signs and brackets."""
    before, after = classes[left], classes[at]
    if before in ("HY", "HH"):
        earlier = classes[left - 1] if left else ""
        if after in _WORD and (earlier in _START):
            return True
        return earlier == "HL" and after != "HL"
    if after == "OP":
        return before in _WORD_OR_NUMBER and not _is_wide(token[at])
    if before == "CP":
        return after in _WORD_OR_NUMBER and not _is_wide(token[left])
    if after in _WORD:
        return (
            before in _WORD_OR_NUMBER
            or before in _AFFIXES
            or before == "IS"
            or (before == "SY" and after == "HL")
        )
    return before in _WORD and (after == "NU" or after in _AFFIXES)


def _joins_number(classes: Sequence[str], left: int, at: int) -> bool:
    """LB23a and LB25: numbers with their signs, separators and brackets."""
    before, after = classes[left], classes[at]
    if after == "NU":
        return before in ("PO", "PR", "HY", "IS", "NU") or (
            before == "SY" and _ends_number(classes, left)
        )
    if after in _AFFIXES:
        if before in _IDEOGRAPHIC:
            return after == "PO"
        return _ends_number(classes, left)
    if before in _AFFIXES and after == "OP":
        rest = classes[at + 1 : at + 3]
        return rest[:1] == ["NU"] or rest == ["IS", "NU"]
    return before == "PR" and after in _IDEOGRAPHIC


def _ends_number(classes: Sequence[str], at: int) -> bool:
    """Whether digits, perhaps with separators and a closing bracket after them, end here."""
    if classes[at] in ("CL", "CP"):
        at -= 1
    while at >= 0 and classes[at] in ("SY", "IS"):
        at -= 1
    return at >= 0 and classes[at] == "NU"
