"""Style sheets for one page or all pages of a site, and the links to them and to the fonts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import Theme
from layout.web.html.firefox_css import firefox_css
from layout.web.html.page_css import custom_properties, lean
from layout.web.html.web_fonts import FontFile, font_css
from layout.web.measure.column_and_rail_widths import STYLES, Sheet
from layout.web.measure.content_stamp import stamp
from layout.web.pages.template_room import web_templates

if TYPE_CHECKING:
    from markupsafe import Markup

FONTS = "fonts"
"""The folder of fonts, beside the style sheet that names them."""


def design_css(
    fonts: tuple[FontFile, ...],
    foundry: Foundry,
    sheet: Sheet,
    theme: Theme,
    designs: Iterable[str] = ("page.css",),
    styles: Iterable[str] = STYLES,
) -> str:
    """The style sheet that every page needs: fonts, the sheet's lengths, and the `designs`, each
    the theme's own or ours.

    `styles` are those whose fonts the reader's own stand in for while they are on their way.
    """
    sans = theme.families["sans"]
    cuts = (*sheet.cuts("body"), *(sheet.cuts(name)[0] for name in styles))
    return "\n".join(
        (
            font_css(fonts, foundry, cuts, sans),
            custom_properties(sheet, theme),
            *(design(name, theme) for name in designs),
            firefox_css(sheet, foundry),
        )
    )


def design(name: str, theme: Theme) -> str:
    """A style sheet of templates/web, or the theme's own of that name. Raises BadInput where that
    cannot be read."""
    return lean(web_templates(theme).source(name)[0])


def named_css(stem: str, css: str) -> str:
    """The file name of a style sheet, which says what is in it: "style-0123456789.css"."""
    return f"{stem}-{stamp(css.encode())}.css"


def links(fonts: Iterable[str], icon: str, sheets: Iterable[str]) -> Markup:
    """The links in a page's head to the fonts it wants at once, its icon and its style sheets."""
    from markupsafe import Markup

    preload = Markup('<link rel="preload" href="{}" as="font" type="font/woff2" crossorigin>')
    style = Markup('<link rel="stylesheet" href="{}">')
    return Markup("\n").join(
        (
            *(preload.format(font) for font in fonts),
            Markup('<link rel="icon" href="{}" type="image/svg+xml">').format(icon),
            *(style.format(sheet) for sheet in sheets),
        )
    )
