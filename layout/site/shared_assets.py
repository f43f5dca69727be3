"""Fonts and style sheets that all pages of a site share, so that readers load them once.

assets/site-....css      fonts, lengths, type, boxes, navigation: every page
assets/front-....css     the home page and the fronts
assets/page-....css      what is a single page's own: where its boxes stand
assets/fonts/            cut for all stories together
assets/media/            pictures, by content
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from layout.typeset.words.foundry import Foundry
from layout.typeset.words.style import Cut
from layout.typeset.words.theme import Theme
from layout.web.cards.addresses import ASSETS
from layout.web.fronts.container_css import front_css
from layout.web.fronts.container_lengths import FRONT_STYLES, front_sheet
from layout.web.html.web_fonts import FontFile, Pack, family_of, font_files
from layout.web.measure.column_and_rail_widths import STYLES, Sheet
from layout.web.pages.css_and_fonts import FONTS, design_css, links

if TYPE_CHECKING:
    from markupsafe import Markup

ICON = "icon.svg"
MARK = "<!--assets-->"
"""Where the links to fonts and style sheets will stand in a page: no text of a page can hold it,
for all text is escaped."""

Used = Mapping[Cut, str]
"""The cuts that a page sets, and all characters in each."""


def site_used(pages: Iterable[Used], sheet: Sheet) -> dict[Cut, str]:
    """What all pages set together. The cut of every style is among it, needed or not, so that the
    first story that needs one changes no other page."""
    signs: dict[Cut, set[str]] = {}
    for used in pages:
        for cut, text in used.items():
            signs.setdefault(cut, set()).update(text)
    for cut in _usual(sheet):
        signs.setdefault(cut, set())
    return {cut: "".join(sorted(signs[cut])) for cut in sorted(signs, key=_order)}


def _usual(sheet: Sheet) -> set[Cut]:
    """The cuts that most pages set: of each style, and the copy's italics and bold. Italics of bold
    are rare."""
    return {sheet.cuts(name)[0] for name in (*STYLES, *FRONT_STYLES)} | set(sheet.cuts("body")[:3])


def _order(cut: Cut) -> tuple[str, int, int, bool, tuple[str, ...]]:
    return cut.family, cut.optical or 0, cut.weight, cut.italic, cut.features


def site_fonts(
    used: Used, foundry: Foundry, theme: Theme, pack: Pack | None = None
) -> tuple[FontFile, ...]:
    """The fonts of a site: those that most pages set hold the letters of English and Spanish, and
    what else is set; all others just that."""
    usual = _usual(front_sheet(theme))
    whole = tuple(cut for cut in used if cut in usual)
    return font_files(used, foundry, theme.fallback, whole, pack)


def site_css(fonts: tuple[FontFile, ...], foundry: Foundry, sheet: Sheet, theme: Theme) -> str:
    """The style sheet of every page of a site."""
    styles = (*STYLES, *FRONT_STYLES)
    return design_css(fonts, foundry, sheet, theme, ("page.css", "site.css"), styles)


def fronts_css(sheet: Sheet, theme: Theme) -> str:
    """The style sheet of its fronts."""
    return front_css(sheet, theme)


def page_links(
    used: Used, fonts: tuple[FontFile, ...], folder: str, sheets: Iterable[str]
) -> Markup:
    """The links of a page: to the fonts it sets, to the icon, and to style sheets by their names.

    `folder` leads from the page to the assets.
    """
    signs = {(family_of(cut), cut.weight, cut.italic): set(text) for cut, text in used.items()}
    wanted = (
        font
        for font in fonts
        if (text := signs.get((font.family, font.weight, font.italic))) is not None
        and (not font.only or text & set(font.only))
    )
    return links(
        (f"{folder}{FONTS}/{font.name}" for font in wanted),
        folder + ICON,
        (folder + sheet for sheet in sheets),
    )


def in_assets(name: str) -> str:
    """The path in the site of a file of the assets."""
    return f"{ASSETS}/{name}"
