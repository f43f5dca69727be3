"""Markup: runs and blocks to HTML, everything escaped, addresses of known schemes only."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from layout.story.block import Table
from layout.story.run import Emphasis, Run, Runs, text_of
from layout.story.weather import sky_of
from layout.typeset.theme import THEMES, Theme
from layout.web.panel import link_runs
from layout.web.pictures import WebPicture
from layout.web.shape import cutline_of, host_of, kind_of
from layout.web.unroll import fold

if TYPE_CHECKING:
    import jinja2
    from jinja2.bccache import Bucket
    from markupsafe import Markup

TEMPLATES = THEMES.parent / "web"
SHARED = THEMES.parent / "shared"
SCHEMES = ("http", "https", "mailto")


def environment(theme: Theme, pictures: tuple[WebPicture, ...]) -> jinja2.Environment:
    """The templates, the theme's own (its "web" folder) before ours."""
    import jinja2

    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(
            [theme.folder / "web", theme.folder / "shared", TEMPLATES, SHARED]
        ),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_compiled(),
    )
    found = {picture.src: picture for picture in pictures}
    made.filters.update(
        inline=inline,
        plain=text_of,
        kind=kind_of,
        columns=columns_of,
        alignment=alignment,
        picture=lambda block: found.get(block.src),
        cutline=cutline_of,
        host=host_of,
        safe_href=safe_href,
        quoted=quoted,
        link=link_runs,
        sky=lambda item: sky_of(text_of(item.runs)),
    )
    return made


@lru_cache(maxsize=1)
def _compiled() -> jinja2.BytecodeCache:
    """Templates as Python's bytecode, kept for the whole process: compiling them would take longer
    than all else about a page. What is kept is found by the text of the template, so a template
    that changes is compiled again."""
    import jinja2

    class Memory(jinja2.BytecodeCache):
        def __init__(self) -> None:
            self._codes: dict[str, bytes] = {}

        def load_bytecode(self, bucket: Bucket) -> None:
            code = self._codes.get(bucket.key)
            if code is not None:
                bucket.bytecode_from_string(code)

        def dump_bytecode(self, bucket: Bucket) -> None:
            self._codes[bucket.key] = bucket.bytecode_to_string()

    return Memory()


def inline(runs: Runs) -> Markup:
    """Runs as HTML, white space folded as the engine measures it."""
    from markupsafe import Markup

    return Markup("").join(_marked(run) for run in fold(runs))


def _marked(run: Run) -> Markup:
    from markupsafe import Markup, escape

    marked = escape(run.text)
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
    return href if not scheme or scheme in SCHEMES else ""


def quoted(text: str) -> Markup:
    """A text for an attribute in single quotes: JSON then keeps its double ones."""
    from markupsafe import Markup

    marked = text.replace("&", "&amp;").replace("'", "&#39;")
    return Markup(marked.replace("<", "&lt;").replace(">", "&gt;"))


def columns_of(table: Table) -> int:
    """The number of columns of a table."""
    return max(map(len, (table.head, *table.rows)), default=0) or 1


def alignment(table: Table, column: int) -> str:
    """The class of a table's column: left, centre or right."""
    return table.align[column] if column < len(table.align) else "left"
