"""The names of print files, by a pattern: "{code}-{date}-{section}{page:03}.pdf".

| word | stands for |
|---|---|
| code | the paper's, as the printer calls it |
| date | the day of the edition; {date:%d%m%y} writes it otherwise |
| number | the number of the edition |
| section | its letter: A for the first section |
| name | the section's name, in small letters |
| page | the number of the page; {page:03} with zeros |
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from string import Formatter

ONE, EACH = "{code}-{date}.pdf", "{code}-{date}-{section}{page:03}.pdf"
"""The patterns that count where none is given: of one file, of a file for each page."""

_PAGE = re.compile(r"0?[1-9]?")
_DATE = re.compile(r"(%[Ymdyjb]|[-_.])*")
_WORDS = ("code", "date", "number", "section", "name", "page")
_OF_PAGES = ("section", "name", "page")
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Named:
    """What a name is made of."""

    code: str
    date: datetime.date | None
    number: str
    letter: str = ""
    section: str = ""
    page: int = 0


def pattern_problem(pattern: str, each: bool) -> tuple[str, str] | None:
    """What is wrong with a pattern of names (of a file for each page, or of one), and what to do;
    None where it can be used."""
    example = f'write it as in "{EACH if each else ONE}"'
    try:
        parts = list(Formatter().parse(pattern))
    except ValueError:
        return f'"{pattern}" has a brace that does not close', example
    if any(_UNSAFE.search(text) for text, *_ in parts):
        return f'"{pattern}" has signs that are not safe in the name of a file', example
    fields = [(word, spec or "") for _, word, spec, _ in parts if word is not None]
    for _, word, spec, how in parts:
        if word is None:
            continue
        if word not in _WORDS or how:
            return f'"{{{word}}}" is unknown in a name', f"use {', '.join(_WORDS)}"
        good = _PAGE if word == "page" else _DATE if word == "date" else None
        if spec and (good is None or not good.fullmatch(spec)):
            return f'"{{{word}:{spec}}}" cannot be written so', example
    used = {word for word, _ in fields}
    if each and "page" not in used:
        return f'"{pattern}" gives all pages the same name', f"put {{page}} into it: {example}"
    if not each and used & set(_OF_PAGES):
        word = sorted(used & set(_OF_PAGES))[0]
        return f'"{{{word}}}" is of a page, and the edition is one file', 'write files = "pages"'
    if not pattern.endswith(".pdf") or pattern.startswith("."):
        return f'"{pattern}" is no name of a PDF', f"end it with .pdf: {example}"
    return None


def needs_date(pattern: str) -> bool:
    """Whether a name by this pattern has the date in it."""
    return any(word == "date" for _, word, *_ in Formatter().parse(pattern))


def file_name(pattern: str, named: Named) -> str:
    """A name by a pattern that is sound.

    >>> day = datetime.date(2026, 11, 26)
    >>> file_name("{code}-{date}-{section}{page:03}.pdf", Named("SW", day, "412", "A", "News", 7))
    'SW-2026-11-26-A007.pdf'
    """
    made = []
    for text, word, spec, _ in Formatter().parse(pattern):
        made.append(text)
        if word is not None:
            made.append(_word(word, spec or "", named))
    return "".join(made)


def _word(word: str, spec: str, named: Named) -> str:
    if word == "page":
        return format(named.page, spec)
    if word == "date":
        assert named.date is not None, "asked for before"
        return named.date.strftime(spec) if spec else named.date.isoformat()
    texts = {
        "code": named.code,
        "number": named.number,
        "section": named.letter,
        "name": named.section.lower(),
    }
    return _UNSAFE.sub("-", texts[word]).strip("-.")


def code_of(name: str) -> str:
    """The code of a paper that gives none: the first letters of its name's words.

    >>> code_of("The Saltmere Weekly"), code_of("newsgrid"), code_of("Ñandú")
    ('TSW', 'NEWSGRID', 'NANDU')
    """
    import unicodedata

    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    words = re.findall(r"[A-Za-z0-9]+", plain)
    if len(words) < 2:
        return "".join(words).upper() or "PAPER"
    return "".join(word[0] for word in words).upper()
