"""Typographic characters as WordPress sets them on its pages: curly quotes, dashes, primes,
ellipses, multiplication signs, smilies, and the capital P of its own name.

An export has copy as it was typed, an answer of the REST interface and the page as it is set. A
story must be the same from all three, so what was typed is set here by the same rules. They are
those that WordPress documents for `wptexturize`, `convert_smilies` and `capital_P_dangit`
(https://developer.wordpress.org/reference/functions/wptexturize/); the tests hold what Debian's
WordPress 6.8 gives for each.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

_TOKENS = re.compile(
    r"(<!--.*?(?:-->|\Z)|<[^>]*>?|\[/?[a-zA-Z][\w-]*\s[^\[\]=]*=[^\[\]]*\])", re.DOTALL
)
_NAME = re.compile(r"</?([a-z0-9]+)", re.IGNORECASE)
_AS_TYPED = frozenset({"pre", "code", "kbd", "style", "script", "tt", "newsgrid-raw"})
_WORTH_A_LOOK = re.compile(r"['\"`\-]|\.\.\.|\(tm\)|\dx\d")
_SMALL_WORDS = "'tain't 'twere 'twas 'tis 'twill 'til 'bout 'nuff 'round 'cause 'em".split()
_SPACE = r"[\r\n\t \u00a0]|&nbsp;"
_SPACE_CLASS = r"[\r\n\t \u00a0]"


def _after(sign: str, *before: str) -> str:
    """A sign at the start of a text, or after one of these. The sign comes first in the pattern:
    it is what is looked for."""
    places = "|".join(f"(?<={each}{sign})" for each in ("^", *before))
    return f"{sign}(?:{places})"


_SPACES = (_SPACE_CLASS, "&nbsp;")
_OPENERS = (r"[(\[{\-\r\n\t \u00a0]", "&lt;", "&nbsp;")
_CLOSES = rf"(?=\Z|[.,:;!?)}}\-\]]|&gt;|{_SPACE})"


@dataclass(frozen=True, slots=True)
class _Signs:
    """The signs of a language: quotes, inner quotes and the apostrophe."""

    opening: str = "\u201c"
    closing: str = "\u201d"
    inner_opening: str = "\u2018"
    inner_closing: str = "\u2019"
    apostrophe: str = "\u2019"
    prime: str = "\u2032"
    double_prime: str = "\u2033"
    en_dash: str = "\u2013"


_ENGLISH = _Signs()
_SIGNS = {
    "cs": _Signs("\u201e", "\u201c", "\u201a", "\u2018"),
    "de": _Signs("\u201e", "\u201c", "\u201a", "\u2018"),
    "el": _Signs("\u00ab", "\u00bb", "\u201c", "\u201d"),
    "fi": _Signs("\u201d", "\u201d", "\u2019", "\u2019"),
    "fr": _Signs("\u00ab\u00a0", "\u00a0\u00bb"),
    "he": _Signs('"', '"', "'", "'", "'", "'", '"'),
    "pl": _Signs("\u201e", "\u201d"),
    "ru": _Signs("\u00ab", "\u00bb", en_dash="\u2014"),
    "sr": _Signs("\u201e", "\u201c"),
    "sv": _Signs("\u201d", "\u201d"),
}
"""As the translations of WordPress say them (contexts "opening curly double quote" and so on);
all other languages have the English ones, Spanish too."""


def signs_of(language: str) -> _Signs:
    """The signs of a language by its tag: "fr-CA" has those of "fr"."""
    return _SIGNS.get(language.lower().replace("_", "-").split("-", 1)[0], _ENGLISH)


def set_type(html: str, language: str = "en") -> str:
    """HTML with typographic characters, tags, shortcodes with values, and code left alone.

    >>> set_type("<b>It's</b> 9' wide -- \\"so they say...\\"")
    '<b>It’s</b> 9′ wide — “so they say…”'
    """
    if not _WORTH_A_LOOK.search(html):
        return html
    signs = signs_of(language)
    return _by_text(html, lambda text: _set(text, signs) if _WORTH_A_LOOK.search(text) else text)


def _by_text(html: str, change: Callable[[str], str]) -> str:
    """HTML whose text is changed, but not in elements that are left as typed."""
    inside: list[str] = []
    parts = _TOKENS.split(html)
    for index, part in enumerate(parts):
        if index % 2:
            _follow(part, inside)
        elif part and not inside:
            parts[index] = change(part)
    return "".join(parts)


def _follow(tag: str, inside: list[str]) -> None:
    """Keeps the stack of elements as typed, by one tag."""
    match = _NAME.match(tag)
    name = match[1].lower() if match else ""
    if name not in _AS_TYPED:
        return
    if not tag.startswith("</"):
        if not tag.endswith("/>"):
            inside.append(name)
    elif inside and inside[-1] == name:
        inside.pop()


_OPEN, _OPEN_SINGLE, _APOSTROPHE = "\ufdd0", "\ufdd1", "\ufdd2"
"""Marks for characters that are decided but must not be seen by the rules that follow."""

_YEAR_QUOTED = re.compile(rf"'(\d\d)'{_CLOSES}")
_YEAR_BEFORE_QUOTE = re.compile(rf"'(\d\d)\"{_CLOSES}")
_YEAR = re.compile(r"'(?=\d\d(?:\Z|(?![%\d]|[.,]\d)))")
_SINGLE_OPENS = re.compile(_after("'", *_OPENERS, '"'))
_FIGURE_QUOTED = re.compile(rf"{_SINGLE_OPENS.pattern}(\d[.,\d]*)'")
_IN_WORD = re.compile(
    rf"'(?<!{_SPACE_CLASS}')(?<!&nbsp;')(?!\Z|[.,:;!?\"'(){{}}\[\]\-]|&[lg]t;|{_SPACE})"
)
_DOUBLE_OPENS = re.compile(_after('"', *_OPENERS) + rf"(?!{_SPACE})")
_FIGURE_DOUBLE_QUOTED = re.compile(_after('"', *_SPACES) + r"(\d[.,\d]*)\"")
_EM = re.compile(rf"---|{_after('--', *_SPACES)}(?=\Z|{_SPACE})")
_EN = re.compile(rf"--(?<!xn--)|{_after('-', *_SPACES)}(?=\Z|{_SPACE})")
_HAS_TIMES = re.compile(r"\dx\d|[.,]x\d")
_TIMES = re.compile(r"\b((?:0[\d.,]+|[1-9][\d.,]*))x(\d[\d.,]*)\b")


def _set(text: str, signs: _Signs) -> str:
    """Text between two tags, set."""
    text = text.replace("...", "\u2026").replace("``", signs.opening)
    text = text.replace("''", signs.closing).replace(" (tm)", " \u2122")
    if "'" in text:
        text = _single_quotes(text, signs)
    if '"' in text:
        text = _FIGURE_DOUBLE_QUOTED.sub(rf"{_OPEN}\1{signs.closing}", text)
        text = _DOUBLE_OPENS.sub(_OPEN, text)
        text = _closed(text, '"', _OPEN, signs.closing, signs.double_prime)
    if "-" in text:
        text = _EN.sub(signs.en_dash, _EM.sub("\u2014", text))
    if _HAS_TIMES.search(text):
        text = _TIMES.sub("\\1\u00d7\\2", text)
    text = text.replace(_OPEN, signs.opening).replace(_OPEN_SINGLE, signs.inner_opening)
    return text.replace(_APOSTROPHE, signs.apostrophe)


def _single_quotes(text: str, signs: _Signs) -> str:
    for word in _SMALL_WORDS:
        text = text.replace(word, word.replace("'", _APOSTROPHE))
    if "'" not in text:
        return text
    text = _YEAR_QUOTED.sub(rf"{_APOSTROPHE}\1{signs.inner_closing}", text)
    text = _YEAR_BEFORE_QUOTE.sub(rf"{_APOSTROPHE}\1{signs.closing}", text)
    text = _YEAR.sub(_APOSTROPHE, text)
    text = _FIGURE_QUOTED.sub(rf"{_OPEN_SINGLE}\1{signs.inner_closing}", text)
    text = _SINGLE_OPENS.sub(_OPEN_SINGLE, text)
    text = _IN_WORD.sub(_APOSTROPHE, text)
    return _closed(text, "'", _OPEN_SINGLE, signs.inner_closing, signs.prime)


def _closed(text: str, quote: str, opening: str, closing: str, prime: str) -> str:
    """Text whose quotes that did not open close, or are primes after a figure (9', 12").

    Between one opening quote and the next, one quote has to close: one that stands where a quote
    may close, at best after no figure, else before a full stop, else the last.
    """
    pieces = text.split(opening)
    for index, piece in enumerate(pieces):
        if quote not in piece:
            continue
        open_still = index > 0 and closing not in piece
        closes = _closing_places(piece, quote) if open_still else set()
        pieces[index] = _decided(piece, quote, closes, (closing, prime))
    return opening.join(pieces)


@lru_cache(maxsize=4)
def _may_close(quote: str) -> re.Pattern[str]:
    return re.compile(quote + _CLOSES)


def _closing_places(piece: str, quote: str) -> set[int]:
    """Where quotes close that stand after a figure and would else be primes."""
    places = [match.start() for match in _may_close(quote).finditer(piece)]
    after_figure = [place for place in places if place and piece[place - 1].isdecimal()]
    if len(after_figure) < len(places):
        return set()
    before_stop = [place for place in places if piece[place + 1 : place + 2] == "."]
    last = before_stop or places
    return {last[-1]} if last else set()


def _decided(piece: str, quote: str, closes: set[int], ends: tuple[str, str]) -> str:
    """A piece whose quotes are closing signs or primes; a single quote that is neither stays."""
    closing, prime = ends
    may_close = {match.start() for match in _may_close(quote).finditer(piece)}
    out = []
    for place, sign in enumerate(piece):
        if sign != quote:
            out.append(sign)
        elif place in closes:
            out.append(closing)
        elif place and piece[place - 1].isdecimal():
            out.append(prime)
        elif place in may_close or quote == '"':
            out.append(closing)
        else:
            out.append(sign)
    return "".join(out)


_SMILIES = {
    smiley: sign
    for signs, sign in (
        (";-) ;) :wink:", "\U0001f609"), (":| :neutral: :-|", "\U0001f610"),
        (":x :mad: :-x", "\U0001f621"), (":twisted:", "\U0001f608"),
        (":smile: :-) :)", "\U0001f642"), (":shock: 8O 8-O", "\U0001f62f"),
        (":sad: :-( :(", "\U0001f641"), (":roll:", "\U0001f644"),
        (":razz: :P :-P", "\U0001f61b"), (":oops:", "\U0001f633"),
        (":o :eek: :-o", "\U0001f62e"), (":lol:", "\U0001f606"), (":idea:", "\U0001f4a1"),
        (":grin: :D :-D", "\U0001f600"), (":evil:", "\U0001f47f"), (":cry:", "\U0001f625"),
        (":cool: 8-)", "\U0001f60e"), (":arrow:", "\u27a1"), (":???: :? :-?", "\U0001f615"),
        (":?:", "\u2753"), (":!:", "\u2757"),
    )
    for smiley in signs.split()
}  # fmt: skip
_SMILEY = re.compile(
    rf"(?:(?<=[\r\n\t \u00a0])|(?<=&nbsp;)|(?<=^))"
    rf"({'|'.join(map(re.escape, sorted(_SMILIES, reverse=True)))})(?=\Z|{_SPACE})"
)
_HAS_SMILEY = re.compile(r"[:;]|8-?[O)]")
_OWN_NAME = re.compile(r"(?<=[ >(\u2018\u201c])Wordpress")


def with_smilies(html: str) -> str:
    """HTML whose smilies that stand alone are the characters WordPress shows.

    >>> with_smilies("Well done :)")
    'Well done 🙂'
    """
    if not _HAS_SMILEY.search(html):
        return html
    return _by_text(html, lambda text: _SMILEY.sub(lambda match: _SMILIES[match[1]], text))


def own_name(html: str, title: bool = False) -> str:
    """HTML in which WordPress writes its own name as it wants it; in titles wherever it stands."""
    if "Wordpress" not in html:
        return html
    return html.replace("Wordpress", "WordPress") if title else _OWN_NAME.sub("WordPress", html)
