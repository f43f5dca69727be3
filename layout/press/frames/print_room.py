"""What templates of print may see and call (their room in the sandbox), what a theme's style sheet
may hold, and pages of frames made of both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from layout.press.frames.fit_lines import Fitter, Lines
from layout.press.frames.inline_markup import inline_html
from layout.sandbox.opened import Room, fields_of
from layout.sandbox.templates import Templates, templates_of
from layout.story.block import (
    Crosshead,
    Divider,
    Embed,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Table,
)
from layout.story.module import Module, ModuleItem
from layout.story.publication import Publication
from layout.story.run import Run, Runs
from layout.story.weather import WeatherDay
from layout.typeset.words.theme import Theme
from slots.finding import BadInput, Finding, Severity, Where

_PAPER = frozenset(
    "name tagline language site short_address price number date newsletter_action sections".split()
)
"""What templates see of a publication: none of its folders."""

_BLOCKS: tuple[type, ...] = (Paragraph, Crosshead, Quote, Listing, Picture, Table, Embed, Divider)
_STORY_DATA: dict[type, frozenset[str]] = {
    **{kind: fields_of(kind) for kind in (*_BLOCKS, Run, ModuleItem, Module)},
    Publication: _PAPER,
}
"""What templates of both editions see of stories."""

_SHEET = "print.css"
_CLOSED = re.compile(r"<\s*/|<!", re.IGNORECASE)
_IMPORT = re.compile(r"@(import|font-face|color-profile|namespace)\b", re.IGNORECASE)


def _inline(runs: Runs) -> Any:
    from markupsafe import Markup

    return Markup(inline_html(runs))


_PRINT = Room(
    "print",
    {
        **_STORY_DATA,
        WeatherDay: fields_of(WeatherDay),
        Lines: fields_of(Lines, "height", "html"),
        Fitter: frozenset(("best", "advance")),
    },
    {"inline": _inline, "kind": lambda value: type(value).__name__},
    calls=frozenset((Fitter,)),
)


def print_templates(theme: Theme) -> Templates:
    """The templates of print, the theme's own before ours."""
    return templates_of(theme, _PRINT)


def print_css(theme: Theme) -> str:
    """The style sheet of frames. Raises BadInput where a theme's holds what leads out of it."""
    templates = print_templates(theme)
    text, file = templates.source(_SHEET)
    if templates.shelves.is_own(file):
        flaws = tuple(_flaws(text, file))
        if flaws:
            raise BadInput(flaws)
    return text


def _flaws(text: str, file: str) -> list[Finding]:
    """What a style sheet must not hold: HTML, which could end the element that it stands in, and
    rules that load files other than pictures; nor a backslash in a rule's name, which could hide
    such a rule."""
    bare = re.sub(r"/\*.*?\*/", lambda comment: re.sub(r"[^\n]", " ", comment[0]), text, flags=re.S)
    found = []
    for number, line in enumerate(bare.split("\n"), 1):
        said = _refused(line)
        if said:
            where = Where(file, number)
            found.append(Finding("bad-template", Severity.ERROR, said[0], where, said[1]))
    for number, line in enumerate(text.split("\n"), 1):
        if _CLOSED.search(line) and not _CLOSED.search(bare.split("\n")[number - 1]):
            message = "HTML has no place in a style sheet, not even in a comment"
            hint = "take < and what follows away"
            where = Where(file, number)
            found.append(Finding("bad-template", Severity.ERROR, message, where, hint))
    return sorted(found, key=lambda finding: finding.where.line or 0)


def _refused(line: str) -> tuple[str, str] | None:
    if _CLOSED.search(line):
        return "HTML has no place in a style sheet", "take < and what follows away"
    if rule := _IMPORT.search(line):
        message = f"@{rule[1].lower()} is not open to themes"
        return message, "write the rules here; families of type are named in theme.toml"
    if re.search(r"@[^{;]*\\", line):
        return "a rule's name is spelled with a backslash", "write it as it is read"
    return None


def render_page(sections: Sequence[str], page: Mapping[str, str], theme: Theme) -> str:
    """A page of frames: `page` holds language, title, fonts, rules and the root's variables."""
    from markupsafe import Markup

    words = ("language", "title")
    values = {name: value if name in words else Markup(value) for name, value in page.items()}
    facts = {**values, "sections": [Markup(each) for each in sections]}
    facts["css"] = Markup(print_css(theme))
    return print_templates(theme).render("page.html.j2", facts)
