"""Markup: runs and blocks to HTML, everything escaped, addresses of known schemes only."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from layout.story.block import Table
from layout.story.run import Emphasis, Run, Runs
from layout.typeset.words.theme import THEMES
from layout.web.measure.ribbon import fold, split_at_firefox_breaks
from layout.web.measure.table_columns import figure_columns

if TYPE_CHECKING:
    from markupsafe import Markup

TEMPLATES = THEMES.parent / "web"
NO_BREAK = '<span class="hold"></span>'
"""Stands wherever Firefox alone may break a line; page.css forbids it to break there."""

_SCHEMES = ("http", "https", "mailto")


def inline(runs: Runs) -> Markup:
    """Runs as HTML, white space folded as the engine measures it."""
    from markupsafe import Markup

    folded = fold(runs)
    marked = [_marked(run) for run in folded]
    for at in range(len(folded) - 1, 0, -1):
        if len(split_at_firefox_breaks(folded[at - 1].text[-1] + folded[at].text[0])) > 1:
            marked.insert(at, Markup(NO_BREAK))
    return Markup("").join(marked)


def held_text(text: str) -> Markup:
    """Text as HTML, with NO_BREAK wherever Firefox alone may break a line."""
    from markupsafe import Markup

    return Markup(NO_BREAK).join(split_at_firefox_breaks(text))


def _marked(run: Run) -> Markup:
    from markupsafe import Markup

    marked = held_text(run.text)
    if run.emphasis & Emphasis.ITALIC:
        marked = Markup("<em>{}</em>").format(marked)
    if run.emphasis & Emphasis.BOLD:
        marked = Markup("<strong>{}</strong>").format(marked)
    href = safe_href(run.href or "")
    return Markup('<a href="{}">{}</a>').format(href, marked) if href else marked


def safe_href(href: str) -> str:
    """The address where it is one a reader may follow, else nothing.

    http, https, mailto and relative ones are; browsers drop tabs and newlines out of a scheme, so
    an address with control characters is refused whole.
    """
    if any(sign < "!" for sign in href):
        return ""
    try:
        scheme = urlsplit(href).scheme.lower()
    except ValueError:
        return ""
    return href if not scheme or scheme in _SCHEMES else ""


def quoted(text: str) -> Markup:
    """A text for an attribute in single quotes: JSON then keeps its double ones."""
    from markupsafe import Markup

    marked = text.replace("&", "&amp;").replace("'", "&#39;")
    return Markup(marked.replace("<", "&lt;").replace(">", "&gt;"))


def alignment(table: Table, column: int) -> str:
    """The class of a table's column: left, centre or right."""
    return table.align[column] if column < len(table.align) else "left"


def cell_classes(table: Table) -> list[str]:
    """The classes of the cells of each of a table's columns: its alignment; where it has figures,
    or is the first or the last."""
    figures = figure_columns(table)
    found = [[alignment(table, number), *["figures"] * are] for number, are in enumerate(figures)]
    found[0].append("first")
    found[-1].append("last")
    return [" ".join(names) for names in found]
