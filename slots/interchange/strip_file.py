"""A strip as a JSON file -> Strip: every mistake of the file at once, with line and column.

    {"width": 343, "viewport": [375, 667], "height": 1200, "items": [
      {"id": "p1", "role": "paragraph", "top": 0, "bottom": 96, "words": 48},
      {"id": "i1", "role": "image", "top": 116, "bottom": 345, "display": "inline"}]}

All lengths are CSS px, whole or with decimals. docs/place.md explains every key.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path as File
from typing import Any, NamedTuple

from slots.files.door import STRIP
from slots.finding import BadInput, Finding, Severity
from slots.rulebook.load import read_text
from slots.rules.mistake import Mistake, suggestion
from slots.strip.content import About
from slots.strip.measured_flow import HIGHEST, LOWEST, Display, Item, Role, Strip
from slots.text.broken_json import BROKEN, read_json
from slots.text.file_limits import MOST_REPORTED, TOO_MANY, counted_out
from slots.text.source_map import Path
from slots.units import PX

MOST_PX = 1_000_000
"""The longest length of a strip in px; a year of a newspaper's copy is not as long."""

MOST_COUNT = 1_000_000
"""The most words or characters of an item."""

MOST_ITEMS = 10_000
"""The most items of a strip: over 300,000 words of copy. Rules for them take some seconds."""

MOST_NAMES = 200
"""The most tags or authors in one list."""

LONGEST = 200
"""The most characters of an id, a tag or another name."""

LONGEST_TEXT = 5_000_000
"""The most characters of the text that conditions look for words in."""

LINE = Fraction(30)
"""The leading of the body text in px where a strip does not say it: that of `Strip`."""

_STRIP_KEYS = ("width", "viewport", "height", "items", "line", "about")
NEEDED = _STRIP_KEYS[:4]
ITEM_NEEDED = ("id", "role", "top", "bottom")
_ITEM_KEYS = (*ITEM_NEEDED, "words", "display", "tags", "characters", "leads", "level")
_ABOUT_KEYS = ("section", "tags", "authors", "language", "date", "today", "text")
ROLES = tuple(role.value for role in Role)
DISPLAYS = tuple(display.value for display in Display)
SHOWN = (Role.IMAGE, Role.EMBED)
"""Roles that may have a display."""

_TEXT = (Role.PARAGRAPH, Role.HEADING, Role.LIST, Role.QUOTE)
"""Roles whose words can be estimated from their area."""


@dataclass(frozen=True, slots=True)
class StripFile:
    """What a strip file says: the strip, and what conditions may ask of its story.

    `estimated` where the file counts no words: those of its text are then estimated from its area.
    """

    strip: Strip
    about: About
    estimated: bool = False


def load_strip(path: File) -> StripFile:
    """The strip of a file. BadInput with every problem, where it cannot be used."""
    text = read_text(path, "give the path of a JSON file with a strip", kind=STRIP)
    return read_strip(text, str(path))


def read_strip(text: str, file: str) -> StripFile:
    """The strip of a text; `file` is the name that findings give. BadInput as load_strip."""
    data, places, broken = read_json(text, file)
    reading = _Reading()
    found = None if data is BROKEN else reading.whole(data)
    mistakes = (*broken, *(mistake.finding(places) for mistake in reading.mistakes))
    errors: list[Finding] = sorted(mistakes, key=lambda f: (f.where.line or 0, f.where.column or 0))
    if errors:
        raise BadInput(counted_out(tuple(errors)))
    assert found, "a strip without mistakes can be used"
    return found


class _Foot(NamedTuple):
    """Where an item ends, and its id."""

    at: Fraction
    of: str


@dataclass(slots=True)
class _Reading:
    """One reading under way: it notes what is wrong and goes on. Lives as long as one call."""

    mistakes: list[Mistake] = field(default_factory=list)

    def wrong(self, path: Path, message: str, hint: str, key: bool = False) -> None:
        """Notes a mistake at a path."""
        self.mistakes.append(Mistake("bad-strip", path, message, hint, Severity.ERROR, key))

    def near(self, word: str, known: Sequence[str]) -> str:
        """What may have been meant; nothing once there are more mistakes than are reported."""
        return suggestion(word, known) if len(self.mistakes) < MOST_REPORTED else ""

    def whole(self, data: Any) -> StripFile | None:
        """The strip of a file's data; None where a part it cannot do without is wrong."""
        if not self.table((), data, _STRIP_KEYS, NEEDED):
            return None
        width = self.number(("width",), data.get("width", BROKEN), Fraction(1))
        viewport = self.viewport(data.get("viewport", BROKEN))
        height = self.number(("height",), data.get("height", BROKEN))
        line = self.number(("line",), data.get("line", LINE), Fraction(1))
        items = self.items(data.get("items", BROKEN), height)
        about = self.about(data.get("about", {}))
        if self.mistakes or width is None or height is None or line is None or not viewport:
            return None
        strip = Strip(_mpt(width), viewport, _mpt(height), items, _mpt(line))
        if any(item.words or item.characters for item in items):
            return StripFile(strip, about)
        counted = tuple(replace(item, words=_words(item, strip)) for item in items)
        return StripFile(replace(strip, items=counted), about, counted != items)

    def table(
        self, path: Path, data: Any, known: Sequence[str], needed: Sequence[str] = ()
    ) -> bool:
        """Whether data is an object; notes keys that nobody knows and keys that are missing."""
        if not isinstance(data, dict):
            if data is not BROKEN:
                what = f"expected an object with {', '.join(needed or known)}"
                self.wrong(path, f"{_of(path)}{what}, found {_shown(data)}", "write it in braces")
            return False
        for name in data:
            if name not in known:
                near = self.near(name, known)
                message = f'unknown key "{name[:40]}" in {_place(path)}{near}'
                self.wrong((*path, name), message, f"known: {', '.join(known)}", key=True)
        missing = [name for name in needed if name not in data]
        if missing:
            self.wrong(path, f"{_place(path)} needs {', '.join(missing)}", _added(missing))
        return True

    def number(self, path: Path, value: Any, least: Fraction = Fraction(0)) -> Fraction | None:
        """A length in px from `least` up; None, and what is wrong, where it is none."""
        if value is BROKEN:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float | Fraction):
            hint = _unquoted(value)
            self.wrong(path, f"{_of(path)}expected a number of px, found {_shown(value)}", hint)
            return None
        if not -MOST_PX <= value <= MOST_PX:
            self.wrong(path, f"{_of(path)}{_shown(value)} is too much", f"at most {MOST_PX} px")
            return None
        if value < least:
            message = f"{_of(path)}expected a number from {least} up, found {_shown(value)}"
            self.wrong(path, message, f"write {least} or more")
            return None
        return Fraction(value)

    def count(self, path: Path, value: Any) -> int:
        """A number of words or characters."""
        number = isinstance(value, int) and not isinstance(value, bool)
        if number and 0 <= value <= MOST_COUNT:
            return int(value)
        if value is not BROKEN:
            what = f"expected a whole number from 0 to {MOST_COUNT}"
            self.wrong(path, f"{_of(path)}{what}, found {_shown(value)}", _unquoted(value))
        return 0

    def viewport(self, value: Any) -> tuple[int, int] | None:
        """The screen: width and height."""
        if value is BROKEN:
            return None
        if not isinstance(value, list) or len(value) != 2:
            example = "expected width and height of the screen, as [375, 667]"
            message = f"viewport: {example}, found {_shown(value)}"
            self.wrong(("viewport",), message, "write both in brackets")
            return None
        sides = [
            self.number(("viewport", place), side, Fraction(1)) for place, side in enumerate(value)
        ]
        width, height = sides
        return (_mpt(width), _mpt(height)) if width is not None and height is not None else None

    def text(self, path: Path, value: Any, most: int = LONGEST) -> str:
        """A text with something in it."""
        if isinstance(value, str) and value.strip():
            if len(value) > most:
                found = f"found {len(value):,}"
                message = f"{_of(path)}expected up to {most:,} characters, {found}"
                self.wrong(path, message, "make it shorter")
            return value
        if value is not BROKEN:
            message = f"{_of(path)}expected text in quotes, found {_shown(value)}"
            self.wrong(path, message, 'write it as in "p1"')
        return ""

    def texts(self, path: Path, value: Any) -> tuple[str, ...]:
        """A list of texts."""
        if isinstance(value, list):
            if self.crowded(path, value, MOST_NAMES):
                return ()
            return tuple(self.text((*path, place), each) for place, each in enumerate(value))
        if value is not BROKEN:
            what = 'expected a list of texts, as ["crash", "fire"]'
            self.wrong(path, f"{_of(path)}{what}, found {_shown(value)}", "write them in brackets")
        return ()

    def crowded(self, path: Path, value: list[Any], most: int) -> bool:
        """Whether a list has more entries than it may."""
        if len(value) > most:
            message = f"{_of(path) or 'items: '}{len(value):,} entries: at most {most:,}"
            self.mistakes.append(Mistake(TOO_MANY, path, message, "split it", key=True))
        return len(value) > most

    def items(self, value: Any, height: Fraction | None) -> tuple[Item, ...]:
        """The items, in order, apart from each other and within the strip."""
        if value is BROKEN:
            return ()
        if not isinstance(value, list):
            message = f"items: expected a list of items, found {_shown(value)}"
            self.wrong(("items",), message, "write them in brackets")
            return ()
        if self.crowded(("items",), value, MOST_ITEMS):
            return ()
        items: list[Item] = []
        ids: dict[str, int] = {}
        foot = _Foot(Fraction(0), "")
        for place, data in enumerate(value):
            path: Path = ("items", place)
            if not self.table(path, data, _ITEM_KEYS, ITEM_NEEDED):
                continue
            name = self.name(path, data, ids)
            foot = self.edges(path, data, name, foot, height)
            items.append(self.item(path, data, name))
        return tuple(items)

    def name(self, path: Path, data: dict[str, Any], ids: dict[str, int]) -> str:
        """The id of an item, which no other has."""
        value = data.get("id", BROKEN)
        name = self.text((*path, "id"), value)
        if name in ids:
            message = f'id: "{name}" is that of item {ids[name] + 1} too'
            self.wrong((*path, "id"), message, "give each item an id of its own")
        elif name:
            ids[name] = int(path[-1])
        return name

    def edges(
        self,
        path: Path,
        data: dict[str, Any],
        name: str,
        above: _Foot,
        height: Fraction | None,
    ) -> _Foot:
        """Checks top and bottom against the item above and the strip's height; the new foot."""
        top = self.number((*path, "top"), data.get("top", BROKEN))
        bottom = self.number((*path, "bottom"), data.get("bottom", BROKEN))
        if top is not None and bottom is not None and top > bottom:
            message = f"top {_px(top)} is below bottom {_px(bottom)}"
            self.wrong((*path, "top"), message, "the top of an item is its smaller edge")
            return above
        if top is not None and top < above.at:
            message = f'top: {_px(top)} is above the foot of "{above.of}", {_px(above.at)}'
            hint = "items stand from top to bottom and do not overlap"
            self.wrong((*path, "top"), message, hint)
        if bottom is not None and height is not None and bottom > height:
            message = f"bottom: {_px(bottom)} is beyond the strip's height, {_px(height)}"
            self.wrong((*path, "bottom"), message, f"let height be at least {_px(bottom)}")
        return _Foot(bottom, name) if bottom is not None and bottom >= above.at else above

    def item(self, path: Path, data: dict[str, Any], name: str) -> Item:
        """An item; what is wrong with its edges is noted already."""
        role = self.choice((*path, "role"), data.get("role", BROKEN), ROLES)
        display = None
        if data.get("display") is not None:
            display = self.choice((*path, "display"), data["display"], DISPLAYS)
            if role and display and Role(role) not in SHOWN:
                message = f"display: a {role} has none, only an image or an embed"
                self.wrong((*path, "display"), message, "drop it", key=True)
        top, bottom = (_length(data.get(key)) for key in ("top", "bottom"))
        return Item(
            name,
            Role(role or "paragraph"),
            top,
            bottom,
            self.count((*path, "words"), data.get("words", 0)),
            Display(display) if display else None,
            tuple(self.tags((*path, "tags"), data.get("tags", []))),
            self.count((*path, "characters"), data.get("characters", 0)),
            self.flag((*path, "leads"), data.get("leads", False)),
            self.level((*path, "level"), data.get("level"), role),
        )

    def level(self, path: Path, value: Any, role: str | None) -> int:
        """The level of a heading; other items have none."""
        if value is None or value is BROKEN:
            return HIGHEST
        whole = isinstance(value, int) and not isinstance(value, bool)
        if not whole or not HIGHEST <= value <= LOWEST:
            what = f"expected a whole number from {HIGHEST} to {LOWEST}, found {_shown(value)}"
            hint = f"{HIGHEST} for the highest, as in HTML: the headline has {HIGHEST - 1}"
            self.wrong(path, f"{_of(path)}{what}", hint)
            return HIGHEST
        if role and role != Role.HEADING:
            self.wrong(path, f"level: a {role} has none, only a heading", "drop it", key=True)
            return HIGHEST
        return int(value)

    def flag(self, path: Path, value: Any) -> bool:
        """A boolean; False, and a mistake, where it is none."""
        if isinstance(value, bool):
            return value
        if value is not BROKEN:
            message = f"{_of(path)}expected true or false, found {_shown(value)}"
            self.wrong(path, message, "write it without quotes")
        return False

    def choice(self, path: Path, value: Any, known: Sequence[str]) -> str | None:
        """One of the known words; None, and a mistake, where it is none."""
        if value is BROKEN or (isinstance(value, str) and value in known):
            return value if isinstance(value, str) else None
        near = self.near(value, known) if isinstance(value, str) else ""
        listed = f"known: {', '.join(known)}"
        self.wrong(path, f"{_of(path)}unknown {path[-1]} {_shown(value)}{near}", listed)
        return None

    def tags(self, path: Path, value: Any) -> Iterator[str]:
        """Tags, which only rules write with a #."""
        for place, tag in enumerate(self.texts(path, value)):
            if tag.startswith("#"):
                message = f'tags: "{tag[:40]}" is how rules name the tag "{tag[1:40]}"'
                self.wrong((*path, place), message, "write it without #")
            yield tag

    def about(self, data: Any) -> About:
        """What is known of the story."""
        if not self.table(("about",), data, _ABOUT_KEYS):
            return About()

        def text(key: str) -> str:
            return self.text(("about", key), data[key]) if key in data else ""

        def texts(key: str) -> tuple[str, ...]:
            return self.texts(("about", key), data.get(key, []))

        return About(
            section=text("section"),
            tags=texts("tags"),
            authors=texts("authors"),
            language=text("language"),
            date=self.day(("about", "date"), data.get("date", BROKEN)),
            today=self.day(("about", "today"), data.get("today", BROKEN)),
            text=self.text(("about", "text"), data.get("text", BROKEN), LONGEST_TEXT),
        )

    def day(self, path: Path, value: Any) -> datetime.date | None:
        """A day, written as 2026-11-24."""
        try:
            if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
                return datetime.date.fromisoformat(value)
        except ValueError:
            pass
        if value is not BROKEN:
            message = f'{_of(path)}expected a day, as "2026-11-24", found {_shown(value)}'
            self.wrong(path, message, "write year-month-day in quotes")
        return None


def _words(item: Item, strip: Strip) -> int:
    """The words that an item of text has room for, as `slots.strip.distance` sets an even text: a
    line has its width over 1.8 leadings of them."""
    area = (item.bottom - item.top) * strip.width * 5
    return round(Fraction(area, 9 * strip.line * strip.line)) if item.role in _TEXT else 0


def _mpt(px: Fraction) -> int:
    """Px in whole millipoints, rounded half to even."""
    return round(px * PX)


def _length(value: Any) -> int:
    """An edge in millipoints; 0 for one that is no number, which is noted already."""
    if isinstance(value, int | Fraction) and -MOST_PX <= value <= MOST_PX:
        return _mpt(Fraction(value))
    return 0


def _of(path: Path) -> str:
    """The key a message is about; nothing for an item itself."""
    names = [part for part in path if isinstance(part, str)]
    return f"{names[-1]}: " if names and names[-1] != "items" else ""


def _place(path: Path) -> str:
    if path[:1] == ("items",):
        return f"item {int(path[1]) + 1}"
    return str(path[0]) if path else "the strip"


def _px(value: Fraction) -> str:
    return f"{float(value):g}"


def _shown(value: Any) -> str:
    """A value as the file has it, short enough for a message."""
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, str):
        return f'"{value[:40]}{"…" if len(value) > 40 else ""}"'
    if isinstance(value, list | dict):
        what = "list" if isinstance(value, list) else "object"
        return f"a {what}" if value else f"an empty {what}"
    if isinstance(value, int):
        return str(value) if abs(value) < 10**12 else "a number of very many digits"
    return _px(Fraction(value)) if value not in (float("inf"), float("-inf")) else "more than that"


def _added(missing: Sequence[str]) -> str:
    """What to write for keys that are missing."""
    keys = ", ".join(f'"{name}": ...' for name in missing)
    return f"add {keys}"


def _unquoted(value: Any) -> str:
    """What to write for a number: the one that a text spells, where it spells one."""
    number = (
        re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*(?:px)?\s*", value) if isinstance(value, str) else None
    )
    return f"write {number[1]}" if number else "write it in digits, without quotes"
