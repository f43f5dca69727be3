"""The language of a story, told cheaply from its commonest words."""

from __future__ import annotations

import re

_SAMPLE = 20_000
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH_WORDS = (
    "the and of to in that is was for with as on at by from were are has have had this which not "
    "but they his her their its will would be been it he she an or who said"
)
_SPANISH_WORDS = (
    "el la los las de del y que en un una es por con para se su sus al lo como más pero fue son "
    "ha han este esta le les ya o no sin sobre entre también desde hasta dijo"
)
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_SPANISH = frozenset(_SPANISH_WORDS.split())
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def is_language(tag: str) -> bool:
    """Whether a tag has the shape of BCP 47: "en", "es-EC", "zh-Hant"."""
    return _TAG.fullmatch(tag) is not None


def tag_of(written: str) -> str:
    """A tag as BCP 47 writes it, of one that others wrote in a way of their own.

    >>> tag_of(" en_us"), tag_of("PT-br"), tag_of("zh-Hant-TW")
    ('en-US', 'pt-BR', 'zh-Hant-TW')
    """
    first, *others = written.strip().replace("_", "-").split("-")
    return "-".join((first.lower(), *(part.upper() if len(part) == 2 else part for part in others)))


def primary_of(tag: str) -> str:
    """The language of a tag without script and region: "pt" of "pt-BR"."""
    return tag_of(tag).split("-", 1)[0]


def region_of(tag: str) -> str:
    """The region of a tag, "" where it names none: "BR" of "pt-BR", "RS" of "sr-Latn-RS"."""
    return next((part for part in tag_of(tag).split("-")[1:] if len(part) == 2), "")


def language_of(text: str) -> str:
    """ "en" or "es", whichever's stop words are more; "und" if most letters are not Latin.

    Looks at the first 20,000 characters only. A tie, and text with neither's words, is "en".
    """
    words = _WORD.findall(text[:_SAMPLE].lower())
    foreign = sum(len(word) for word in words if word[0] > "\u02af")
    if 2 * foreign > sum(map(len, words)):
        return "und"
    english = sum(word in _ENGLISH for word in words)
    spanish = sum(word in _SPANISH for word in words)
    return "es" if spanish > english else "en"
