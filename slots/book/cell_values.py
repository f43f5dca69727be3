"""What stands in the cells of an ad book, as people and spreadsheets write it; ValueError in a
sentence where it cannot be understood.

>>> parse_price("$1,200.50"), parse_lock("page 5, column 2, row 40")
(120050, Lock(page=5, column=1, row=39))
"""

from __future__ import annotations

import re

from slots.book.booking import Apart, Lock, Position
from slots.rules.mistake import NotThis, nearest, suggested
from slots.rules.size import Pages, parse_pages

_YES = frozenset("yes y true x 1 ✓ si sí".split())
_NO = frozenset("no n false 0 - –".split())

_SIDES = {
    **dict.fromkeys(("any", "either", "both"), "any"),
    **dict.fromkeys(("left", "l", "left page", "lhp", "verso", "even"), "left"),
    **dict.fromkeys(("right", "r", "right page", "rhp", "recto", "odd"), "right"),
}
_POSITIONS = {
    **{position.value: position for position in Position},
    "outside corner": Position.OUTSIDE,
    "bottom": Position.FOOT,
    "head": Position.TOP,
    "front strip": Position.FRONT_STRIP,
    "front page": Position.FRONT_STRIP,
    "back page": Position.BACK_PAGE,
    "back": Position.BACK_PAGE,
}
_LOCK = re.compile(
    r"(?:p(?:age|\.)?\s*)?([1-9]\d{0,3})"
    r"(?:\s*[,;]\s*col(?:umn|\.)?\s*([1-9]\d?)(?:\s*[,;]\s*row\s*([1-9]\d{0,2}))?)?",
    re.IGNORECASE,
)


def parse_yes(text: str) -> bool:
    """Whether a cell says yes."""
    folded = text.strip().lower()
    if folded in _YES or folded in _NO:
        return folded in _YES
    raise ValueError(f'"{text}" is neither yes nor no: write "yes", or leave it empty')


def parse_side(text: str) -> str:
    """ "left", "right" or "any"."""
    side = _SIDES.get(_folded(text))
    if side is None:
        near = nearest(text, _SIDES)
        raise NotThis(f'"{text}" is no side{suggested(near)}: write "left", "right" or "any"', near)
    return side


def parse_position(text: str) -> Position:
    """A position in the stack."""
    position = _POSITIONS.get(text.strip().lower()) or _POSITIONS.get(_folded(text))
    if position is None:
        listed = ", ".join(each.value for each in Position)
        near = nearest(text, _POSITIONS)
        raise NotThis(f'"{text}" is no position{suggested(near)}: one of {listed}', near)
    return position


def parse_book_pages(text: str) -> Pages:
    """Pages as `slots.rules.size.parse_pages` reads them; also "page 5", "pp. 4-9", "4 to 9"."""
    folded = re.sub(r"^\s*(pages?|pp?\.?)\s*", "", text, flags=re.IGNORECASE)
    span = re.fullmatch(r"\s*(\d+)\s*(?:-|–|to)\s*(\d+)\s*", folded)
    return parse_pages(f"{span[1]}..{span[2]}" if span else folded)


def parse_apart(text: str) -> tuple[Apart, int]:
    """How far competitors must be: the kind, and a number of pages (0 where none is given)."""
    folded = text.strip().lower()
    if folded in ("none", "no", "0", "0 pages"):
        return Apart.NONE, 0
    if folded in ("page", "spread"):
        return Apart(folded), 0
    number = re.fullmatch(r"(\d{1,3})\s*(?:pages?)?", folded)
    if not number:
        near = nearest(folded, Apart)
        sentence = f'"{text}" is no distance between competitors{suggested(near)}'
        raise NotThis(f'{sentence}: write "none", "page", "spread" or "3 pages"', near)
    return Apart.PAGE, int(number[1])


def parse_list(text: str) -> tuple[str, ...]:
    """Names between semicolons, bars or commas, a # before them taken off."""
    parts = (part.strip().removeprefix("#") for part in re.split(r"[;|,]", text))
    return tuple(dict.fromkeys(part for part in parts if part))


def parse_priority(text: str) -> int:
    """A number from 1, the highest, to 9."""
    if not re.fullmatch(r"\s*[1-9]\s*", text):
        raise ValueError(f'"{text}" is no priority: write a number from 1, the highest, to 9')
    return int(text)


def parse_price(text: str) -> int:
    """Cents of "1,200.50", "$1200", "1.200,50 €" or "1 200"; what may be read two ways is not."""
    number = re.sub(r"^[^\d+-]+|[^\d]+$", "", text.strip()).replace("\u00a0", " ")
    number = re.sub(r"(?<=\d)[ '’](?=\d{3})", "", number)
    whole = re.fullmatch(r"(\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.(\d{1,2}))?", number)
    whole = whole or re.fullmatch(r"(\d{1,3}(?:\.\d{3})+|\d{1,9}),(\d{1,2})", number)
    if not whole:
        raise ValueError(f'"{text}" is no price: write it as in "1200" or "1200.50"')
    return int(re.sub(r"[.,]", "", whole[1])) * 100 + int((whole[2] or "0").ljust(2, "0"))


def parse_lock(text: str) -> Lock:
    """ "page 5" or "page 5, column 2, row 40": columns and rows count from 1 in a book."""
    match = _LOCK.fullmatch(text.strip())
    if not match:
        example = 'write "page 5", or "page 5, column 2, row 40", counting from 1'
        raise ValueError(f'"{text}" is no lock: {example}')
    page, column, row = (int(part) if part else None for part in match.groups())
    assert page is not None, "a lock has a page"
    return Lock(page, None if column is None else column - 1, None if row is None else row - 1)


def _folded(text: str) -> str:
    return " ".join(text.lower().replace("-", " ").replace("_", " ").split())
