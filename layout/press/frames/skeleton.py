"""Frames, the boxes that a designer styles in HTML and CSS, rendered by WeasyPrint.

Each frame is a page of its own, exactly as large as its box, so that what stands in it is clipped
there, can be placed as one form XObject, and can be tagged as one thing. How deep a box wants to be
is measured on a page that never ends.

While WeasyPrint runs, a fonts.conf of ours stands in for the system's, so that it sees our font
files and no others, and the edition's date for the clock. What it may fetch says `fetching`.
"""

from __future__ import annotations

import datetime
import logging
import math
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from layout.press.frames.drawing_size import MOST, elements_drawn
from layout.press.frames.embedded_names import embed_alike
from layout.press.frames.fetching import BASE, Allowlist, allowlist_of, fetcher, refusals
from layout.press.frames.font_instances import instances_in
from layout.press.frames.frame_tags import Untold, tag_as_marked_up
from layout.press.frames.inline_markup import (
    Paper,
    css_size,
    frame_class,
    root_variables,
    with_ink,
)
from layout.press.frames.line_ends import end_lines_in_spaces, note_line_ends
from layout.press.frames.print_faces import font_face_css, print_faces
from layout.press.frames.print_room import print_templates, render_page
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import Theme
from layout.work.writing.temporaries import temporary_folder
from slots.files.decoding import Undecodable, decoding
from slots.finding import BadInput, Finding, Severity, bad_input

_PX = 750  # millipoints in a CSS pixel
_ENDLESS = 10_000_000  # millipoints: 3.5 m, deeper than any box
_END = "end-"  # the anchor below a frame, by which its depth is measured
_REPEATED = re.compile(r"<use|url\(\s*[\"']?#", re.IGNORECASE)
_FONTS_CONF = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}</dir><cachedir>{folder}/cache</cachedir>
<match target="font"><edit name="hinting" mode="assign"><bool>false</bool></edit></match>
<match target="font"><edit name="hintstyle" mode="assign"><const>hintnone</const></edit></match>
</fontconfig>
"""  # unhinted, or advances are rounded to whole pixels and lines come out 3 % too wide


@dataclass(frozen=True, slots=True)
class Frame:
    """What is to be rendered: CSS class, content, and size in millipoints (None: as deep as it
    wants to be). `files` are those of its pictures, as the content names them."""

    role: str
    html: str
    width: int
    height: int | None = None
    files: tuple[str, ...] = ()


def frames_pdfs(
    frames: tuple[Frame, ...], theme: Theme, foundry: Foundry, date: datetime.date, language: str
) -> tuple[bytes, ...]:
    """A PDF of one page for each frame, in order; each is the same whatever the others are.

    Laid out together, since opening the fonts takes longer than a frame, then written one by one.
    """
    with _rendered(frames, theme, foundry, date, language) as document:
        _check_pages(document, frames, theme)
        end_lines_in_spaces(document.pages)
        return tuple(_written(document, page) for page in document.pages)


def _written(document: Any, page: Any) -> bytes:
    """The PDF of a page, tagged; without tags where some of it would be lost in these."""
    try:
        return bytes(document.copy([page]).write_pdf(pdf_tags=True))
    except Untold:
        return bytes(document.copy([page]).write_pdf())


@contextmanager
def frames_laid_out(
    frames: tuple[Frame, ...], theme: Theme, foundry: Foundry, date: datetime.date, language: str
) -> Iterator[Any]:
    """WeasyPrint's document of frames, a page each, in order: for who reads where it has put what.
    It can be written as PDF until the block ends. Raises BadInput as `frames_pdfs` does."""
    with _rendered(frames, theme, foundry, date, language) as document:
        _check_pages(document, frames, theme)
        yield document


def frame_markup(frame: Frame, theme: Theme, foundry: Foundry, language: str) -> str:
    """The whole page of a frame alone, without its fonts: what its look depends on besides them."""
    return _markup((frame,), "", theme, foundry, language)


def frame_depths(
    frames: tuple[Frame, ...], theme: Theme, foundry: Foundry, date: datetime.date, language: str
) -> tuple[int, ...]:
    """How deep each frame is when nothing limits it, in whole millipoints, rounded up."""
    if not frames:
        return ()
    with _rendered(frames, theme, foundry, date, language) as document:
        _check_pages(document, frames, theme)
        feet = [_foot(page, i, theme) for i, page in enumerate(document.pages)]
    return tuple(math.ceil(round(foot * _PX, 3)) for foot in feet)


@contextmanager
def _rendered(
    frames: tuple[Frame, ...], theme: Theme, foundry: Foundry, date: datetime.date, language: str
) -> Iterator[Any]:
    """WeasyPrint's document of frames; fonts and environment stand while it is in use."""
    with temporary_folder() as name, _environment(Path(name), date):
        folder = Path(name)
        faces = print_faces(theme, foundry)
        instances_in(folder, {face.file_name: face.face for face in faces})
        fonts = font_face_css(faces, folder.as_uri())
        page = _markup(frames, fonts, theme, foundry, language)
        files = (folder / face.file_name for face in faces)
        allowlist = allowlist_of(files, (file for frame in frames for file in frame.files), theme)
        with _complaints(allowlist, theme):
            yield _render(page, allowlist, theme)


def _check_pages(document: Any, frames: tuple[Frame, ...], theme: Theme) -> None:
    """Each frame has its page, whatever a theme's style sheet does to it."""
    if len(document.pages) != len(frames):
        raise _ill_styled("a frame runs over its page", theme)


def _foot(page: Any, number: int, theme: Theme) -> float:
    """How deep a frame is, in CSS pixels: where the anchor below it stands on its page."""
    anchor = page.anchors.get(f"{_END}{number}")
    if anchor is None:
        raise _ill_styled("the end of a frame is not shown", theme)
    return float(anchor[1])


def _ill_styled(message: str, theme: Theme) -> Exception:
    """The error for what a theme's style sheet does to frames; ours does not."""
    shelves = print_templates(theme).shelves
    assert shelves.foreign, message
    hint = "look for rules of the theme that move, hide or break .frame, section, div or body"
    return bad_input("cannot-render", f"rendering boxes: {message}", shelves.place(""), hint)


def _markup(
    frames: tuple[Frame, ...], fonts: str, theme: Theme, foundry: Foundry, language: str
) -> str:
    facts = {
        "language": language,
        "title": "",
        "fonts": fonts,
        "rules": "\n".join(_page_rule(i, frame) for i, frame in enumerate(frames)),
        **root_variables(theme, foundry, Paper.PRESS),
    }
    sections = [_section(i, frame) for i, frame in enumerate(frames)]
    return with_ink(render_page(sections, facts, theme), theme)


def _page_rule(i: int, frame: Frame) -> str:
    height = _ENDLESS if frame.height is None else frame.height
    return f"@page frame{i} {{ size: {css_size(frame.width)} {css_size(height)}; margin: 0 }}"


def _section(i: int, frame: Frame) -> str:
    """A frame on its page. One with a depth is positioned, so that nothing in it moves on to
    another page; one without stands in the flow, and an anchor below it says where it ends."""
    classes, page = frame_class(frame.role), f"page: frame{i}"
    width = f"width: {css_size(frame.width)}"
    if frame.height is None:
        style = f"{page}; position: relative; {width}"
        return (
            f'<section class="{classes}" style="{style}">{frame.html}</section>'
            f'<div id="{_END}{i}" style="{page}"></div>'
        )
    style = f"left: 0; top: 0; {width}; height: {css_size(frame.height)}"
    return (
        f'<div style="{page}"><section class="{classes}" style="{style}">{frame.html}'
        "</section></div>"
    )


def _render(page: str, allowlist: Allowlist, theme: Theme) -> Any:
    import weasyprint

    embed_alike()
    note_line_ends()
    tag_as_marked_up()
    html = weasyprint.HTML(string=page, base_url=BASE, url_fetcher=fetcher(allowlist))
    if _REPEATED.search(page) and elements_drawn(html.etree_element) > MOST:
        shelves = print_templates(theme).shelves
        hint = "repeat less with <use>, patterns and markers"
        message = "rendering boxes: a drawing comes to too much"
        raise bad_input("cannot-render", message, shelves.place("<use"), hint)
    return html.render()


@contextmanager
def _environment(folder: Path, date: datetime.date) -> Iterator[None]:
    """Our fonts for the system's, the edition's date for the clock, our folder for the system's
    temporary one, so that what WeasyPrint puts there goes with it; what was there comes back."""
    conf = folder / "fonts.conf"
    conf.write_text(_FONTS_CONF.format(folder=folder), encoding="utf-8")
    midnight = datetime.datetime.combine(date, datetime.time(), datetime.UTC)
    ours = {"FONTCONFIG_FILE": str(conf), "SOURCE_DATE_EPOCH": str(int(midnight.timestamp()))}
    before = {name: os.environ.get(name) for name in ours}
    os.environ.update(ours)
    elsewhere, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = elsewhere
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


class _Collector(logging.Handler):
    """Keeps the messages of a log."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _complaints(allowlist: Allowlist, theme: Theme) -> Iterator[None]:
    """What WeasyPrint complains of is raised as BadInput: its warnings, which it only logs, the
    addresses that it was refused, and errors that markup or styles make it raise."""
    log, collector = logging.getLogger("weasyprint"), _Collector()
    handlers, propagate = log.handlers[:], log.propagate
    log.handlers, log.propagate = [collector], False
    stumbled = ""
    try:
        with decoding(BadInput):
            yield
    except Undecodable as error:
        stumbled = str(error)
    finally:
        log.handlers, log.propagate = handlers, propagate
    messages = dict.fromkeys((*collector.messages, stumbled))
    shelves = print_templates(theme).shelves
    found = (
        *refusals(allowlist, shelves.place),
        *(_finding(each) for each in messages if each and not _refused(each, allowlist)),
    )
    if found:
        raise BadInput(found)


def _refused(message: str, allowlist: Allowlist) -> bool:
    """Whether a message is about an address that was refused, which is reported anyway."""
    return any(address in message for address in allowlist.refused)


def _finding(message: str) -> Finding:
    hint = "mend the template, picture or creative that it names"
    return Finding("cannot-render", Severity.ERROR, f"rendering boxes: {message}", hint=hint)
