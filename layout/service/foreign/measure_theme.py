"""The theme of a site out of its pages: metrics as TOML, the fonts beside it, and how well both
tell what stands on those pages.

    pages in Chromium ─> samples of roles ─> metrics ─┬─> theme.toml, fonts ─> predicted heights
                     └─> fonts, advances ─────────────┘         against those that stand there
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from layout.service.foreign.measured_page import MeasuredPage, ScreenSize
from layout.service.foreign.metrics_toml import metrics_toml
from layout.service.foreign.page_fonts import FontFile, font_of, font_shelf, mean_advances
from layout.service.foreign.role_metrics import RoleMetrics, role_metrics, sample_of
from slots.finding import Finding, Severity, Where
from slots.rules.terms import Rules

_COMMON = (375, 414, 768, 1024, 1280, 1440)
"""Widths in px that many screens have."""

_WIDEST = 1600
_PHONE, _TABLET = 600, 1000
"""Widths in px below which a screen is taken for that of a phone, or of a tablet."""


@dataclass(frozen=True, slots=True)
class _MeasuredTheme:
    """A theme's metrics as TOML, which names its fonts in a folder beside it; the font of each role
    that has one; the elements that were taken for the copy; findings."""

    toml: str
    fonts: Mapping[str, FontFile]
    copies: tuple[str, ...]
    findings: tuple[Finding, ...]


def screens_of(rules: Rules, widths: Sequence[int] = ()) -> tuple[ScreenSize, ...]:
    """The screens to measure at, from narrow to wide: those widths, or the narrowest, the widest
    and common ones of each breakpoint of the rules."""
    if not widths:
        points = rules.breakpoints.values()
        ends = [
            end for each in points for end in (each.first, min(each.last, max(each.first, _WIDEST)))
        ]
        widths = [*ends, *(each for each in _COMMON if min(ends) <= each <= max(ends))]
    return tuple(ScreenSize(width, _height(width)) for width in sorted(set(widths)))


def _height(width: int) -> int:
    if width < _PHONE:
        return 667
    return 1024 if width < _TABLET else 800


def measured_theme(
    pages: Sequence[MeasuredPage], screens: Sequence[ScreenSize], folder: str
) -> _MeasuredTheme:
    """The theme of pages; `folder` is where its fonts are put, as seen from the TOML."""
    metrics = role_metrics(pages, screens)
    shelf = font_shelf([font for page in pages for font in page.fonts])
    fonts: dict[str, FontFile] = {}
    roles: dict[str, dict[str, Any]] = {role: dict(table) for role, table in metrics.roles.items()}
    for role, page in metrics.sources.items():
        advances = page.widest.faces.get(role)
        if advances is None:
            continue
        font = font_of(sample_of(role, metrics), advances, shelf)
        if font:
            fonts[role] = font
        else:
            mean = mean_advances(advances)
            roles[role] |= {"advance": mean.mean, "widths": mean.widths}
    if fonts:
        roles["fonts"] = {role: f"{folder}/{font.name}" for role, font in fonts.items()}
    toml = metrics_toml(tuple(_notes(pages, fonts)), metrics.whole, roles)
    copies = tuple(str(page.widest.copy) for page in pages)
    findings = (*metrics.findings, *_of_fonts(metrics, fonts))
    return _MeasuredTheme(toml, fonts, copies, findings)


def _notes(pages: Sequence[MeasuredPage], fonts: Mapping[str, FontFile]) -> Iterator[str]:
    """What the file says of itself."""
    yield "The metrics of a theme, for newsgrid serve --metrics (docs/service.md), measured in"
    yield "Chromium by newsgrid measure-theme on"
    for page in pages:
        yield f"  {page.address}, in {page.widest.copy}"
    files = {font.name: font for font in fonts.values()}
    if files:
        yield "Its fonts are those that the site served. They are here to measure text with:"
        yield "whether you may keep or hand them on is for their licences to say."
    for font in files.values():
        yield f"  {font.name}: {font.licence or 'says nothing of its licence'}"


def _of_fonts(metrics: RoleMetrics, fonts: Mapping[str, FontFile]) -> Iterator[Finding]:
    """Notes on fonts: those that were written, and roles that have none."""
    where = Where(next(iter(metrics.sources.values())).address)
    files = sorted({font.name for font in fonts.values()})
    if files:
        message = f"fonts of the site are written: {', '.join(files)}"
        hint = "keep them where their licences let you; the file of metrics says what they say"
        yield Finding("fonts", Severity.INFO, message, where, hint)
    bare = [role for role, page in metrics.sources.items() if role in page.widest.faces]
    bare = [role for role in bare if role not in fonts]
    if bare:
        message = f"no font that the page loaded sets {', '.join(bare)}: advances of characters do"
        hint = "fonts of the system differ from reader to reader; those measured are of this one"
        yield Finding("system-fonts", Severity.INFO, message, where, hint)
