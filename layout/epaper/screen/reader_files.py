"""What the pages of an e-paper share: the theme's fonts and colours, their style sheet, the script
and the icon, each named by what is in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from layout.epaper.issue import Issue
from layout.epaper.screen.reader_page import ReaderFiles
from layout.epaper.stories.story_markup import article_of, words_of
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.style import Cut
from layout.typeset.words.theme import THEMES, Theme
from layout.web.html.page_css import custom_properties, lean
from layout.web.html.text_markup import TEMPLATES as WEB
from layout.web.html.web_fonts import font_css, font_files
from layout.web.measure.column_and_rail_widths import Sheet, sheet_of
from layout.web.measure.content_stamp import stamp

_TEMPLATES = THEMES.parent / "epaper"
_ICON = "icon.svg"
_STYLES = ("body", "headline", "deck", "kicker", "meta", "crosshead", "cutline", "pull_quote")
_OPTIONAL, _SWAPPED = "font-display:optional", "font-display:swap"
"""On the web a font that comes late is not shown; here it lies beside the page, and always is."""

_SLANTED = ("body", "meta", "cutline", "pull_quote")
"""Styles in which words may be slanted or bold."""


def reader_files(
    issue: Issue, theme: Theme, foundry: Foundry, said: Iterable[str]
) -> tuple[ReaderFiles, Mapping[str, bytes]]:
    """The shared files of an issue's pages, and their bytes by name; `said` is what the pages say
    besides the stories. Raises BadInput where the theme is none for the web."""
    sheet = sheet_of(theme)
    used = _used(sheet, issue, said)
    fonts = font_files(used, foundry, theme.fallback)
    cuts = [sheet.cuts(name)[0] for name in _STYLES]
    design = lean((_TEMPLATES / "reader.css").read_text(encoding="utf-8"))
    width, height = _shape(issue)
    faces = font_css(fonts, foundry, cuts, theme.families["sans"])
    parts = (
        faces.replace(_OPTIONAL, _SWAPPED),
        custom_properties(sheet, theme),
        f":root{{--sheet-width:{width};--sheet-height:{height}}}",
        design,
    )
    css = "\n".join(parts).encode()
    script = (_TEMPLATES / "reader.js").read_bytes()
    shared = ReaderFiles(f"reader-{stamp(css)}.css", f"reader-{stamp(script)}.js", _ICON)
    files = {shared.css: css, shared.script: script, _ICON: (WEB / _ICON).read_bytes()}
    files |= {f"fonts/{font.name}": font.data for font in fonts}
    return shared, files


def _used(sheet: Sheet, issue: Issue, said: Iterable[str]) -> Mapping[Cut, str]:
    """All characters that each cut sets."""
    told = "".join(sorted({*"".join(_texts(issue)), *"".join(said)}))
    used: dict[Cut, str] = {}
    for name in _STYLES:
        roman, italic, bold, _ = sheet.cuts(name)
        for cut in (roman, italic, bold) if name in _SLANTED else (roman,):
            used[cut] = told
    return used


def _texts(issue: Issue) -> Iterator[str]:
    for one in issue.stories:
        yield words_of([article_of(one.story, {})])
    yield from (issue.name, issue.tagline, issue.day, *issue.sections)


def _shape(issue: Issue) -> tuple[int, int]:
    """Width and height of the issue's pages: those of the largest, in points."""
    pages = [page.zoned for page in issue.pages]
    return (
        max(page.width for page in pages) // 1000,
        max(page.height for page in pages) // 1000,
    )
