"""Fonts of the preview: cut once with all letters that people are likely to type.

A published font holds what is set in it, compressed, so that every new letter makes another; to
compress one takes a tenth of a second. Here a cut holds the letters of Latin scripts from the
beginning, grows where something else is set, and is served as it is: nothing on the page but the
names of its fonts is other than it will be published.
"""

from __future__ import annotations

from collections.abc import Mapping

from layout.site.shared_assets import Used, site_css, site_fonts, site_used
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.style import Cut
from layout.typeset.words.theme import Theme
from layout.web.fronts.container_css import front_css
from layout.web.fronts.container_lengths import front_sheet
from layout.web.html.web_fonts import FontFile, font_files
from layout.web.measure.column_and_rail_widths import Sheet
from layout.web.pages.css_and_fonts import FONTS, design_css, named_css

_LIKELY = "".join(
    chr(code)
    for first, end in ((0x20, 0x7F), (0xA0, 0x250), (0x2010, 0x2060), (0x20A0, 0x20C0))
    for code in range(first, end)
)
"""Printable ASCII, Latin-1 and what extends it, punctuation and currency symbols."""

Files = dict[str, bytes]
"""Files by their names in the folder of assets."""


def _as_it_is(font: bytes) -> bytes:
    """A font as browsers also take it: not compressed, though its name may say so."""
    return font


class Wardrobe:
    """Fonts and shared style sheets of one theme. It remembers all that was set."""

    def __init__(self, foundry: Foundry, theme: Theme) -> None:
        self._foundry, self._theme = foundry, theme
        self._signs: dict[Cut, set[str]] = {}
        self._fonts: dict[tuple[Cut, ...], tuple[FontFile, ...]] = {}
        self._site: tuple[tuple[FontFile, ...], str, Files] | None = None
        self._front: tuple[str, Files] | None = None

    def site(self, used: Used) -> tuple[tuple[FontFile, ...], str, Files]:
        """The fonts of a site with a page that sets this, the name of its style sheet, and the
        files of both."""
        sheet = front_sheet(self._theme)
        grown = self._grow(site_used((used, *self._typed()), sheet))
        if self._site is None or grown:
            fonts = site_fonts(self._texts(), self._foundry, self._theme, _as_it_is)
            css = site_css(fonts, self._foundry, sheet, self._theme)
            name = named_css("site", css)
            self._site = fonts, name, {name: css.encode(), **_files(fonts)}
        return self._site

    def front(self) -> tuple[str, Files]:
        """The name of the style sheet of fronts, and its file."""
        if self._front is None:
            css = front_css(front_sheet(self._theme), self._theme)
            name = named_css("front", css)
            self._front = name, {name: css.encode()}
        return self._front

    def alone(self, used: Used, sheet: Sheet, own: str) -> tuple[tuple[FontFile, ...], str, Files]:
        """The fonts of a page without a site, the name of its style sheet, and the files of both;
        `own` is what the style sheet holds beside what every page has."""
        if self._grow(used):
            self._fonts.clear()
        cuts = tuple(used)
        if cuts not in self._fonts:
            texts = self._texts()
            wanted = {cut: texts[cut] for cut in cuts}
            fallback = self._theme.fallback
            self._fonts[cuts] = font_files(wanted, self._foundry, fallback, cuts, _as_it_is)
        fonts = self._fonts[cuts]
        design = design_css(fonts, self._foundry, sheet, self._theme)
        css = "\n".join(filter(None, (design, own)))
        name = named_css("style", css)
        return fonts, name, {name: css.encode(), **_files(fonts)}

    def _typed(self) -> tuple[Used, ...]:
        return (self._texts(),) if self._signs else ()

    def _grow(self, used: Mapping[Cut, str]) -> bool:
        """Notes what is set; whether anything of it is new."""
        grown = False
        for cut, text in used.items():
            if cut not in self._signs:
                face = self._foundry.face(cut)
                self._signs[cut] = {sign for sign in _LIKELY if face.glyph(sign)}
                grown = True
            if not self._signs[cut].issuperset(text):
                self._signs[cut].update(text)
                grown = True
        return grown

    def _texts(self) -> dict[Cut, str]:
        return {cut: "".join(sorted(signs)) for cut, signs in self._signs.items()}


def _files(fonts: tuple[FontFile, ...]) -> Files:
    return {f"{FONTS}/{font.name}": font.data for font in fonts}
