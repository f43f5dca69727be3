"""Modules in print: their markup at a width, and how deep they are."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import Any

from layout.press.boxes.printed_address import (
    address_base,
    qr_squares,
    short_address,
    sign_up_address,
)
from layout.press.frames.print_room import print_templates
from layout.press.ink.metadata import UNDATED
from layout.sandbox.opened import Granted
from layout.story.module import Module, ModuleItem
from layout.story.publication import Publication
from layout.story.run import text_of
from layout.story.text.no_break import apart
from layout.story.text.spoken import phrases
from layout.story.weather import weather_day
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.style import Cut
from layout.typeset.words.theme import Theme

_GENERIC = "generic"

# Widths in millipoints; those of a whole frame are where its composition changes.
_INSET = 17_008  # both sides of a module's frame, as print.css has it
_ENTRY = 118_000  # the least width of an entry that stands beside others
_NARROW = 150_000  # of a frame: below, titles are smaller
_WIDE, _WIDEST = 300_000, 500_000  # of a frame: from there free text runs in two, three columns
_LONGEST = 400_000  # of a frame: a line of text across a wider one would be too long to read
_CODE = 67_200  # a QR code and the air beside it
_BESIDE = 185_000  # of a frame: from there a code has room beside the words


@dataclass(frozen=True, slots=True, eq=False)
class ModuleRequest:
    """A module at a width in millipoints: how deep will it be?"""

    module: Module
    width: int


def module_html(
    module: Module, width: int, publication: Publication, theme: Theme, foundry: Foundry
) -> str:
    """The markup of a module in a frame of some width, for a Box whose role is the module's kind.

    The template is print/modules/KIND.html.j2, of the theme or ours; a kind that has none takes
    print/modules/generic.html.j2, which shows every part that a module has.
    """
    names = (f"modules/{module.kind}.html.j2", f"modules/{_GENERIC}.html.j2")
    facts = _facts(module, width, publication, foundry)
    facts["title_lines"] = _title_lines(module, width, theme, foundry)
    body = print_templates(theme).render(names, facts).strip()
    return f'<div class="{_breadth(width)}">{body}</div>'


def _target(target: str | ModuleItem) -> str:
    """What a short address is made from: where a link leads, else the text beside it."""
    return target if isinstance(target, str) else target.href or text_of(target.runs)


def _facts(
    module: Module, width: int, publication: Publication, foundry: Foundry
) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "across": Granted(lambda entries: across(entries, width)),
        "short": Granted(lambda target: short_address(publication, _target(target))),
        "module": module,
        "language": publication.language,
        "beside": width >= _BESIDE,
        "weather_day": Granted(lambda item: weather_day(text_of(item.runs))),
    }
    if module.kind == "newsletter":
        sign_up = sign_up_address(module, publication)
        side, path = foundry.memo(("qr", sign_up), lambda: qr_squares(sign_up))
        printed = sign_up.split("://", 1)[-1].removeprefix("www.").rstrip("/")
        if not printed.startswith(address_base(publication)) or len(printed) > 40:
            printed = short_address(publication, sign_up)
        facts |= {
            "sign_up": sign_up,
            "scan_or_visit": phrases(publication.language)["story"]["scan_or_visit"],
            "printed_address": printed,
            "code_side": side,
            "code_path": path,
        }
    return facts


def across(entries: int, width: int) -> int:
    """How many of so many entries stand side by side in a frame of some width.

    All of them if they find room, else as many as leave no place empty; where that is but one and
    lines would be too long to read, as many as find room.

    >>> across(3, 760_000), across(4, 320_000), across(3, 320_000), across(5, 760_000)
    (3, 2, 1, 5)
    """
    room = max(1, (width - _INSET) // _ENTRY)
    if entries <= room:
        return max(1, entries)
    even = max(many for many in range(1, room + 1) if entries % many == 0)
    return room if even == 1 and width > _LONGEST else even


def _title_lines(module: Module, width: int, theme: Theme, foundry: Foundry) -> int:
    """In how many lines the title will stand, at most 3: print.css leads them by that."""
    size = 12_000 if width < _NARROW else 13_000
    room = width - _INSET - (_CODE if module.kind == "newsletter" and width >= _BESIDE else 0)
    style = replace(theme.styles["label"], size=size, tracking=0)
    cut = Cut(theme.families["sans"], 700)
    face = foundry.face(cut)
    space = face.space * size // face.upem
    lines, used = 1, 0
    for text in apart(text_of(module.title)):
        word = foundry.word(text, cut, style).width
        if used and used + space + word > room:
            lines, used = lines + 1, word
        else:
            used += (space if used else 0) + word
    return min(lines, 3)


def _breadth(width: int) -> str:
    if width < _NARROW:
        return "narrow"
    if width >= _WIDEST:
        return "wide widest"
    return "wide" if width >= _WIDE else "plain"


def measure_modules(
    requests: tuple[ModuleRequest, ...],
    theme: Theme,
    foundry: Foundry,
    publication: Publication,
    date: datetime.date | None = None,
) -> tuple[int, ...]:
    """How deep each module is at its width, in millipoints: one rendering for all of them.

    A frame of that depth or more shows all of it; what is more stays tinted below.
    """
    from layout.press.frames.skeleton import Frame, frame_depths  # WeasyPrint: slow to import

    frames = tuple(
        Frame(
            request.module.kind,
            module_html(request.module, request.width, publication, theme, foundry),
            request.width,
        )
        for request in requests
    )
    return frame_depths(frames, theme, foundry, date or UNDATED, publication.language)
