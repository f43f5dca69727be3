"""Localised phrases: newsgrid's own words by language. Each language has a file in
templates/languages, which this module alone reads.

    fr.toml       print and web furniture, house ads, names of months, what holds to a number
    pt-PT.toml    where the Portuguese of Portugal differs from pt.toml

A language without a file gets English words, and those of the Andes Spanish ones, which readers of
their papers also know: nobody here could vouch for words in Kichwa. A word that a language lacks is
taken from English, and `lacking` lists it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from layout.story.text.language import primary_of, region_of

LANGUAGES = Path(__file__).parents[3] / "templates" / "languages"
"""The folder of the files."""

Phrases = Mapping[str, Any]
"""The tables of a file: names to phrases, to lists of them, or to further tables."""

_ENGLISH = "en"
_SAME = {"no": "nb"}
"""Tags that mean a language with a file."""
_BESIDE = {"qu": "es", "qug": "es", "quy": "es", "quz": "es", "qvi": "es"}
"""Languages without a file whose readers read another one more easily than English."""


@cache
def _files() -> frozenset[str]:
    return frozenset(file.stem for file in LANGUAGES.glob("*.toml"))


def has_words(language: str) -> bool:
    """Whether there are words in a BCP 47 language.

    >>> has_words("fr-CH"), has_words("nl"), has_words("qu")
    (True, False, False)
    """
    primary = primary_of(language)
    return _SAME.get(primary, primary) in _files()


def spoken(language: str) -> str:
    """The language that newsgrid speaks where copy is in a BCP 47 language: that one, if it has
    words in it.

    >>> spoken("pt-BR"), spoken("NO"), spoken("qug"), spoken("nl")
    ('pt', 'nb', 'es', 'en')
    """
    primary = primary_of(language)
    if has_words(language):
        return _SAME.get(primary, primary)
    return _BESIDE.get(primary, _ENGLISH)


def phrases(language: str) -> Phrases:
    """All phrases in a BCP 47 language, by table and name."""
    primary, region = spoken(language), region_of(language)
    named = f"{primary}-{region}"
    return _phrases(named if named in _files() else primary)


@cache
def _phrases(tag: str) -> Phrases:
    own = _read(tag)
    if "-" in tag:
        own = _over(_read(primary_of(tag)), own)
    return MappingProxyType(own if tag == _ENGLISH else _over(_read(_ENGLISH), own))


@cache  # the program's own data, which does not change while it runs
def _read(tag: str) -> Phrases:
    return tomllib.loads((LANGUAGES / f"{tag}.toml").read_text(encoding="utf-8"))


def _over(ours: Phrases, own: Phrases) -> dict[str, Any]:
    """Tables with what another has in their places. What counts and what holds is a language's
    own: of that nothing is taken over."""
    joined = {**ours, **own}
    for name in ours.keys() & own.keys():
        if isinstance(own[name], dict) and name != "comments":
            joined[name] = _over(ours[name], own[name])
    return joined


def lacking(language: str) -> tuple[str, ...]:
    """The names of the phrases that a language's file lacks, as "print.continued", in order."""
    return tuple(sorted(_names(_read(_ENGLISH)) - _names(_read(spoken(language)))))


def _names(tables: Mapping[str, Any], above: str = "") -> frozenset[str]:
    found: set[str] = set()
    for name, value in tables.items():
        if above == "comments.":
            continue
        found |= _names(value, f"{above}{name}.") if isinstance(value, dict) else {above + name}
    return frozenset(found)


def names_of_languages() -> str:
    """The languages that there are words in, as a sentence lists them."""
    names = sorted(_read(tag)["name"] for tag in _files() if "-" not in tag)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def name_of(language: str) -> str:
    """The English name of the language that newsgrid speaks where copy is in a BCP 47 language."""
    return str(phrases(language)["name"])


def month_called(name: str) -> int | None:
    """The number of a month by its name in any of the languages; None for what is none.

    >>> month_called("Décembre"), month_called("мая"), month_called("page")
    (12, 5, None)
    """
    return _months().get(name.lower())


@cache
def _months() -> Mapping[str, int]:
    tables = (_read(tag).get("dates", {}) for tag in sorted(_files()))
    named = (enumerate(table.get("months", ()), 1) for table in tables)
    return {name.lower(): number for months in named for number, name in months}


def comments_of(language: str, count: int) -> str:
    """A count of comments in words, in the plural that the language has for it.

    >>> comments_of("en", 6), comments_of("ru", 3), comments_of("fr", 0)
    ('6 comments', '3 комментария', '0 commentaire')
    """
    forms = phrases(language)["comments"]
    return str(forms.get(_plural(language, count, forms), forms["other"]).format(count=count))


def _plural(language: str, count: int, forms: Mapping[str, str]) -> str:
    """CLDR's name of a plural. One is one in all our languages; with two forms all above it are
    alike, and of English and Spanish none, too: for these its tables need not be opened."""
    speaks = spoken(language)
    if count == 1 or (len(forms) == 2 and (count or speaks in ("en", "es"))):
        return "one" if count == 1 else "other"
    from babel.core import Locale

    return str(Locale.parse(speaks).plural_form(count))
