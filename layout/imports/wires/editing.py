"""What an editor does to a dispatch's lines: datelines off the copy, bylines as they are printed,
headings that say the headline again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from layout.imports.html.texts import words_of_piece
from layout.imports.languages import with_by
from layout.story.block import (
    Block,
    Crosshead,
    Paragraph,
    Picture,
)
from layout.story.run import Runs, text_of
from layout.story.text.dateline import with_dateline
from layout.story.text.pieces import Piece

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def tidy(text: str) -> str:
    """Text on one line, with single spaces, without control characters and halves of pairs."""
    return " ".join(_CONTROL.sub("", text).split())


def words_in(pieces: Iterable[Piece]) -> str:
    """The words of pieces, with single spaces between them."""
    texts = (text for piece in pieces for text in words_of_piece(piece))
    return " ".join(" ".join(texts).split())


_WORD = re.compile(r"\w+")


def counted(text: str) -> Counter[str]:
    """The words of a text, whatever their case, with how often they stand in it."""
    return Counter(_WORD.findall(text.casefold()))


def adds_no_word(text: str, other: str | Counter[str]) -> bool:
    """Whether every word of a text stands in another one, as often at least; that one may be
    counted already, where many are compared with it.

    >>> adds_no_word("Fort Washington, Pa.", "FORT WASHINGTON, Pa. (AP)")
    True
    """
    return counted(text) <= (counted(other) if isinstance(other, str) else other)


def without_doubled_heading(pieces: tuple[Piece, ...], headline: str) -> tuple[Piece, ...]:
    """Pieces without the headings at their start that say the headline again."""
    words = _WORD.findall(headline.casefold())
    while pieces and isinstance(first := pieces[0], Crosshead):
        if _WORD.findall(text_of(first.runs).casefold()) != words:
            break
        pieces = pieces[1:]
    return pieces


_AGENCIES = (
    "AAP|AFP|AGI|ANP|ANSA|APA|AP|ATS|BBC|Belga|BUSINESS WIRE|CNA|CP|CTK|DAPD|ddp|dpa|DPA|EFE|EUROPA"
    " PRESS|epd|GLOBE NEWSWIRE|IANS|Interfax|KNA|Kyodo|Lusa|MTI|NTB|OPTA|PA|PAP|PR ?Newswire|PTI|"
    "Reuters|REUTERS|Ritzau|RTRS|SDA|SID|STT|TASS|tca|TNS|TT|UPI|Xinhua|Yonhap|ΑΠΕ-ΜΠΕ|ots"
)
_DASH = r" ?(?:\.-|\.?[—–]|--|-|_)\s+"
_IN_BRACKETS = re.compile(
    rf"(?P<line>(?!\()[^().:;?!\"“”]{{2,45}}(?:\.[^().:;?!\"“”]{{1,25}})?"
    rf" ?\((?:[\w-]{{2,12}}/)?(?:{_AGENCIES})(?:/[\w-]{{2,12}})?\)){_DASH}"
)
_AGENCY_FIRST = re.compile(
    rf"(?P<line>\((?:{_AGENCIES})\) ?[-–—_] ?[A-ZÀ-Þ' ]{{3,30}}, \d{{1,2}} [A-Z]{{3,9}}){_DASH}"
)
_CAPITALS = re.compile(
    r"(?P<line>(?=[^a-z]{3})[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,30}(?:, [A-ZÀ-Þ][\w. ]{1,20})?"
    r"(?: \([\w/ ]{1,20}\))?) ?_\s+"
)
_AFTER_PLACE = re.compile(rf"(?: ?\([\w/ ]{{1,20}}\))?(?P<dash>{_DASH})")
_LONGEST_DATELINE = 100


@dataclass(frozen=True, slots=True)
class DatelineSigns:
    """What a dispatch says of its dateline: fields for it, where it was written, whose it is."""

    lines: tuple[str, ...] = ()
    located: str = ""
    credit: str = ""


def dateline_off(pieces: tuple[Piece, ...], signs: DatelineSigns) -> tuple[str, tuple[Piece, ...]]:
    """The dateline at the start of the first paragraph, and the pieces without it.

    It is one where the story reader takes it for one ("PARIS (AFP) — "), where a place has its
    agency in brackets ("Munich (dpa) - "), or where its words are those of the dispatch's own
    field and a dash follows.
    """
    for index, piece in enumerate(pieces):
        if isinstance(piece, Paragraph):
            line, rest = _off(piece, signs)
            return (line, (*pieces[:index], rest, *pieces[index + 1 :])) if line else ("", pieces)
        if not isinstance(piece, Picture | Crosshead):
            break
    return "", pieces


def _off(paragraph: Paragraph, signs: DatelineSigns) -> tuple[str, Paragraph]:
    text = text_of(paragraph.runs)
    found = _dateline_at(text[:_LONGEST_DATELINE], signs)
    if found and found[1] < len(text):
        return found[0], replace(paragraph, runs=_cut(paragraph.runs, found[1]))
    body: tuple[Block, ...] = (paragraph,)
    line, (rest, *_) = with_dateline(body)
    return line, rest if isinstance(rest, Paragraph) else paragraph


def _dateline_at(text: str, signs: DatelineSigns) -> tuple[str, int] | None:
    """The dateline that a text opens with, and where the copy begins after it."""
    for form in (_AGENCY_FIRST, _IN_BRACKETS, _CAPITALS):
        if found := form.match(text):
            return found["line"].strip(), found.end()
    for line in (*signs.lines, signs.located):
        bare = line.strip(" -–—_=").removesuffix(".")
        opens = bool(bare) and text.casefold().startswith(bare.casefold())
        if opens and (after := _AFTER_PLACE.match(text, len(bare))):
            return text[: after.start("dash")].rstrip(" ."), after.end()
    in_brackets = _BRACKETED.match(text)
    if in_brackets and signs.located and adds_no_word(signs.located, in_brackets["line"]):
        return in_brackets["line"], in_brackets.end()
    return None


_BRACKETED = re.compile(r"\((?P<line>[^()]{3,60})\) +(?=\S)")


def _cut(runs: Runs, count: int) -> Runs:
    """Runs without their first characters."""
    kept = []
    for run in runs:
        text, count = run.text[count:], max(0, count - len(run.text))
        if text:
            kept.append(replace(run, text=text))
    if kept:
        kept[0] = replace(kept[0], text=kept[0].text.lstrip())
    return tuple(run for run in kept if run.text)


_VERSION_MARK = re.compile(
    r"(?P<mark>(?:UPDATE|REFILE|RPT|CORRECTED|WRAPUP|ADVISORY|REPEAT)(?: \d{1,2})?)(?:-|: ?)(?=\S)"
)


def headline_without_mark(text: str) -> tuple[str, str]:
    """The mark of a version that Reuters and others set before a headline, and the headline.

    >>> headline_without_mark("UPDATE 2-Oil prices edge up")
    ('UPDATE 2', 'Oil prices edge up')
    """
    text = tidy(text)
    found = _VERSION_MARK.match(text)
    return (found["mark"], text[found.end() :]) if found else ("", text)


_DATE_WORD = re.compile(
    r"\d+(?:st|nd|rd|th)?|\d+T\d+Z?|GMT|UTC|Z|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*",
    re.I,
)


def is_date_only(text: str) -> bool:
    """Whether a dateline names no place: "2014-07-16 20:15:21 GMT+00:00", "MARCH 04, 2013"."""
    return all(map(_DATE_WORD.fullmatch, _WORD.findall(text)))


_INITIALS = re.compile(r"[a-zà-þ]{1,5}(?:[/-][a-zà-þ]{1,5})*")
_NULL = "no-data-available"


def _without_null(byline: str) -> str:
    """A byline that is none, as Reuters writes: "No-Data-Available, MAR 04"."""
    return "" if byline.casefold().startswith(_NULL) else byline


def signed(byline: str, credit: str, language: str) -> tuple[str, str]:
    """The byline as it is printed, and initials that are none.

    A name without its "By" gets that of the language; the agency is added where the byline does
    not name it, and stands alone where there is no byline.

    >>> signed("Ana Ruiz", "ANSA", "it"), signed("gr/bp", "Agencia EFE", "pt")
    (('Di Ana Ruiz, ANSA', ''), ('Agencia EFE', 'gr/bp'))
    """
    byline = _without_null(tidy(byline).rstrip(" ="))
    credit = tidy(credit).strip(" /–—-=")
    if _INITIALS.fullmatch(byline):
        return credit, byline if not adds_no_word(byline, credit) else ""
    if not byline:
        return credit, ""
    if adds_no_word(byline, credit):
        return credit if adds_no_word(credit, byline) else byline, ""
    byline = with_by(byline, language)
    if credit and not adds_no_word(credit, byline):
        byline = f"{byline}, {credit}"
    return byline, ""
