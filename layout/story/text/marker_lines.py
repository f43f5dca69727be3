"""Marker lines of plain text: what stands for a module, a slot or a part of one."""

from __future__ import annotations

import re
from enum import StrEnum


class Mark(StrEnum):
    """What a line of plain text is, as far as the line alone shows."""

    TEXT = "text"
    SLOT = "slot"
    BLUE_BOX = "blue_box"
    NEWSLETTER = "newsletter"
    SUCCESS = "success"
    NOTE = "note"
    TEASER = "teaser"
    BULLET = "bullet"
    NUMBER = "number"
    DIVIDER = "divider"
    DATE_LINE = "date_line"


LONGEST_MARKER = 90
_ADS = (
    "ad|ads|google ad|google ads|sponsored ad|advert|adverts|advertisement|advertisements|"
    "anuncio|anuncios|anuncio google|anuncio de google|publicidad"
)
_BLUE_BOXES = "blue box|bluebox|caja azul|recuadro azul"
_NEWSLETTERS = "newsletter|boletín|subscribe|suscríbase"
_WHOLE_LINES = {
    **dict.fromkeys(_ADS.split("|"), Mark.SLOT),
    **dict.fromkeys(_BLUE_BOXES.split("|"), Mark.BLUE_BOX),
    **dict.fromkeys(_NEWSLETTERS.split("|"), Mark.NEWSLETTER),
}
_EDGES = " \u00a0\t:[]()*_-–—=<>|"
_DIVIDER = re.compile(r"(?:[-*_=~–—#•·⁂]\s*){3,}|⁂")
_BULLET = re.compile(r"[-*•·‣▪]\s+(?=\S)")
_NUMBER = re.compile(r"([1-9]\d{0,2})[.)]\s+(?=\S)")
_TITLED = re.compile(rf"(?:{_BLUE_BOXES}):\s*\S", re.IGNORECASE)
_SIGN_UP = re.compile(
    r"(?:subscribe|sign up|join|suscr[íi]b\w*|inscr[íi]b\w*)\b.*"
    r"\b(?:newsletters?|mailing list|email list|bolet[íi]n(?:es)?)\b",
    re.IGNORECASE,
)
_SUCCESS = re.compile(
    r"successfully subscribed|thanks? (?:you )?for (?:subscribing|signing up)|"
    r"(?:se ha|te has) suscrito|gracias por suscribir|suscripción (?:confirmada|exitosa)",
    re.IGNORECASE,
)
_NOTE = re.compile(r"(?:(?:for )?(?:the )?week of|semana del?|edición del?)\s+\S", re.IGNORECASE)
_TEASER = re.compile(
    r"(.*\S)\s+((?:read more|continue reading|keep reading|leer más|lea más|seguir leyendo)"
    r"(?:\s*[.…!>»→])*)",
    re.IGNORECASE,
)
_TEASER_WORDS = ("read more", "reading", "leer más", "lea más", "leyendo")


def mark_of(line: str) -> Mark:
    """The mark of a line; case and brackets round it do not matter.

    Lines longer than 90 characters are only tried for bullets, numbers and "Read more."
    """
    if line[0] in "-*•·‣▪⁂_=~–—#" and (mark := _mark_of_sign(line)):
        return mark
    if _is_teaser(line):
        return Mark.TEASER
    if line[0].isdigit() and _NUMBER.match(line):
        return Mark.NUMBER
    return _mark_of_words(line) if len(line) <= LONGEST_MARKER else Mark.TEXT


def _mark_of_sign(line: str) -> Mark | None:
    """A divider or a bullet; a bulleted teaser ("- Ship lost. Read more.") is a teaser."""
    if _DIVIDER.fullmatch(line):
        return Mark.DIVIDER
    if not _BULLET.match(line):
        return None
    return Mark.TEASER if _is_teaser(line) else Mark.BULLET


def _mark_of_words(line: str) -> Mark:
    whole = _WHOLE_LINES.get(line.lower().strip(_EDGES))
    if whole is not None:
        return whole
    for mark, pattern in _LEADING.items():
        if pattern.match(line):
            return mark
    return Mark.SUCCESS if _SUCCESS.search(line) else Mark.TEXT


_LEADING = {Mark.BLUE_BOX: _TITLED, Mark.NEWSLETTER: _SIGN_UP, Mark.NOTE: _NOTE}


def _is_teaser(line: str) -> bool:
    """Whether a line ends in "Read more." or "Leer más" after some words of its own."""
    ending = line[-24:].lower()
    if not any(words in ending for words in _TEASER_WORDS):
        return False
    return _TEASER.fullmatch(line) is not None


def split_teaser(text: str) -> tuple[str, str]:
    """A teaser's text and the words of its link: ("Ship lost.", "Read more.")."""
    match = _TEASER.fullmatch(unbulleted(text))
    return (match[1], match[2]) if match else (unbulleted(text), "")


def unbulleted(text: str) -> str:
    """The text without a leading bullet."""
    match = _BULLET.match(text)
    return text[match.end() :] if match else text


def split_number(text: str) -> tuple[int, str]:
    """The number before a list item and the item: (3, "Call the harbour") of "3. Call ..."."""
    match = _NUMBER.match(text)
    return (int(match[1]), text[match.end() :]) if match else (0, text)


def unmarked(line: str) -> str:
    """A marker line's label without the brackets and dashes round it."""
    return line.strip(_EDGES) or line
