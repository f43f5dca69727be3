"""The metrics of roles, as `newsgrid serve` reads them, out of pages that were measured.

A role is that of the first page that has it; one that no page has is that of the sample which was
put into the first page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from layout.service.foreign.measured_page import MeasuredPage, PageAtScreen, Sample, ScreenSize
from slots.finding import Finding, Severity, Where

_BOXES = ("image", "embed")
_UNDER = ("caption", "cite")
"""Roles that stand below another in one block."""

_MOST = 1_000
"""Px of a length, at most: what is more is no theme's, but of a style sheet that did not come."""

_FIGURES = 3
"""Decimals of a length in px: Chromium has 64 places between two px."""

_NEAR = 0.6
"""Px by which margins may differ from the larger of the two and still be that."""

_SAME_WIDTH = 0.0005
"""By how much, of 1, a text may run wider at another size and still be as wide."""

_Values = Mapping[str, Any]
"""A table of the metrics, as TOML has it."""


@dataclass(frozen=True, slots=True)
class RoleMetrics:
    """The metrics of a theme without its fonts: what holds for all roles, and each role's table;
    `sources` are the pages that roles were measured on, and `findings` what is odd."""

    whole: _Values
    roles: Mapping[str, _Values]
    sources: Mapping[str, MeasuredPage]
    findings: tuple[Finding, ...]


def role_metrics(pages: Sequence[MeasuredPage], screens: Sequence[ScreenSize]) -> RoleMetrics:
    """The metrics of pages that were measured at these screens."""
    first = pages[0]
    sources = {role: _source(role, pages) for role in first.widest.roles}
    collapse = first.widest.collapse
    whole: dict[str, Any] = {
        "screens": [
            {"viewport": [size.width, size.height], "width": round(page.column, _FIGURES)}
            for size, page in zip(screens, first.screens, strict=True)
        ]
    }
    if not collapse:
        whole["collapse"] = False
    roles = {role: _role(role, page) for role, page in sources.items()}
    findings = tuple(_odd(pages, sources))
    return RoleMetrics(whole, roles, sources, findings)


def _source(role: str, pages: Sequence[MeasuredPage]) -> MeasuredPage:
    """The page that a role is measured on."""
    having = (page for page in pages if page.widest.roles[role].own)
    return next(having, pages[0])


def _role(role: str, page: MeasuredPage) -> _Values:
    """A role's table."""
    samples = [one.roles[role] for one in page.screens]
    margins = [_margins(role, one) for one in page.screens]
    table: dict[str, Any] = {}
    if samples[0].size:
        table["size"] = _lengths([each.size for each in samples])
        table["line"] = _lengths([each.line for each in samples])
    if any(each.height for each in samples):
        table["height"] = _lengths([each.height for each in samples])
    table["above"] = _lengths([each.above for each in margins])
    table["below"] = _lengths([each.below for each in margins])
    for key in ("inset", "padding", "gap", "word_spacing", "indent"):
        found = _lengths([_positive(key, _value(role, key, one)) for one in page.screens])
        if found:
            table[key] = found
    if found := _lengths([_tracking(role, one, page.widest) for one in page.screens]):
        table["tracking"] = found
    last = samples[-1]
    table |= {key: value for key, value in _switches(role, last).items() if value is not None}
    if role in _BOXES and last.ratio:
        table["ratio"] = round(min(max(last.ratio, 0.01), 10), 4)
    return table


def _switches(role: str, sample: Sample) -> dict[str, bool | None]:
    """What is so or not so of a role; None for what is as it mostly is."""
    boxed, paragraph = role in _BOXES, role == "paragraph"
    return {
        "indents_first": False if paragraph and sample.indent != sample.following_indent else None,
        "uppercase": sample.uppercase or None,
        "wrap": (role == "code" and sample.wrap) or None,
        "fixed": (role == "table" and sample.fixed) or None,
        # of a sample it says that the style sheet of pictures comes with a picture
        "scales": False if boxed and sample.own and not sample.scales else None,
        "fills": (boxed and sample.fills) or None,
    }


@dataclass(frozen=True, slots=True)
class _Margins:
    """The margins of a role in px."""

    above: float
    below: float


def _margins(role: str, page: PageAtScreen) -> _Margins:
    """The margins of a role at a screen: its own, and where more stands beside a paragraph (by
    rules as `p + h2`), so much."""
    own, paragraph = page.roles[role], page.roles["paragraph"]
    if role in _UNDER:
        return _Margins(_positive("above", _value(role, "above", page)), max(own.below, 0))
    above, below = max(own.above, 0), max(own.below, 0)
    if role == "paragraph":
        return _Margins(above, _wanted(own.after_paragraph, below, above, page.collapse))
    foot = _margins("paragraph", page).below
    return _Margins(
        _wanted(own.after_paragraph, above, foot, page.collapse),
        _wanted(own.before_paragraph, below, max(paragraph.above, 0), page.collapse),
    )


def _wanted(found: float, own: float, other: float, collapse: bool) -> float:
    """The margin that, beside another one, comes to the distance that was found; its own where
    nothing does, or where it need not be another."""
    expected = max(own, other) if collapse else own + other
    if abs(found - expected) <= _NEAR:
        return own
    if collapse:
        return found if found >= other else own
    return max(found - other, 0)


def _tracking(role: str, page: PageAtScreen, widest: PageAtScreen) -> float:
    """What stands after each character. A font with optical sizes runs wider where it is smaller:
    what that makes at another size than that of the widest screen is told here, too."""
    own, face, other = page.roles[role], page.faces.get(role), widest.faces.get(role)
    if not (face and other and other.whole) or face.sample != other.sample:
        return own.tracking
    wider = (face.whole - other.whole) / len(face.sample)
    near = abs(face.whole / other.whole - 1) < _SAME_WIDTH
    return own.tracking if near else own.tracking + wider * own.size


def _value(role: str, key: str, page: PageAtScreen) -> float:
    """A length of a role; what stands below a picture counts once."""
    value: float = getattr(page.roles[role], key)
    if role == "caption" and key == "above":
        return value - page.roles["image"].padding
    if role == "paragraph" and key == "indent":
        return page.roles[role].following_indent
    if role in _BOXES and key == "inset" and not page.roles[role].scales:
        return 0
    return value


def _positive(key: str, value: float) -> float:
    """A length, where there can be none below 0."""
    return value if key in ("inset", "tracking", "word_spacing", "indent") else max(value, 0)


def _px(value: float) -> float | int:
    """A length in px as it is written, and as large as metrics can have it."""
    rounded = round(min(max(value, -_MOST), _MOST), _FIGURES)
    return int(rounded) if rounded == int(rounded) else rounded


def _lengths(values: Sequence[float]) -> float | int | list[float | int]:
    """A length for all screens, or one for each."""
    rounded = [_px(value) for value in values]
    return rounded[0] if len(set(rounded)) == 1 else rounded


# --- what is odd ---------------------------------------------------------------------------------


def _odd(pages: Sequence[MeasuredPage], sources: Mapping[str, MeasuredPage]) -> Iterator[Finding]:
    first = pages[0]
    for page in pages:
        if page.missed:
            count, name = len(page.missed), page.missed[0][:100]
            message = f"{count} of its style sheets and fonts did not load, {name} the first"
            hint = "name the address itself; a page in a file has only what was saved beside it"
            yield Finding("no-style", Severity.WARNING, message, Where(page.address), hint)
    lacking = [role for role, page in sources.items() if not page.widest.roles[role].own]
    if lacking:
        message = f"no page has {', '.join(lacking)}: measured on samples put into the first"
        hint = "name a post that has them, too: styles may come only with a block"
        yield Finding("sampled-roles", Severity.INFO, message, Where(first.address), hint)
    for page in pages[1:]:
        widths = [(a.column, b.column) for a, b in zip(first.screens, page.screens, strict=True)]
        if any(abs(a - b) > 1 for a, b in widths):
            message = "its column has other widths than that of the first page"
            hint = "measure pages of other templates into a file of their own"
            yield Finding("other-column", Severity.WARNING, message, Where(page.address), hint)
    for role, page in sources.items():
        if message := _smaller(role, page):
            hint = "blocks below such a pair are predicted that much too far down"
            yield Finding("odd-margin", Severity.WARNING, message, Where(page.address), hint)
    paragraph = first.widest.roles["paragraph"]
    if paragraph.hyphens == "auto":
        message = "paragraphs are hyphenated by the browser, which newsgrid does not foresee"
        hint = "some have fewer lines than predicted where a reader's browser knows the language"
        yield Finding("hyphens", Severity.WARNING, message, Where(first.address), hint)
    if any(page.widest.loose for page in pages):
        message = "text stands beside any element of the copy: it is not compared"
        hint = "name the element that has the post alone: --copy CSS-SELECTOR"
        yield Finding("loose-text", Severity.INFO, message, Where(first.address), hint)


def _smaller(role: str, page: MeasuredPage) -> str:
    """Says where a role stands closer to a paragraph than its margins; "" where it does not."""
    for one in page.screens:
        own, margins, beside = one.roles[role], _margins(role, one), _margins("paragraph", one)
        if role in _UNDER or not one.collapse:
            continue
        pairs = (
            ("below a paragraph", own.after_paragraph, max(margins.above, beside.below)),
            ("above one", own.before_paragraph, max(margins.below, beside.above)),
        )
        for where, found, expected in pairs:
            if expected - found > 1:
                return f"{role} {where} stands {_px(expected - found)} px closer than margins do"
    return ""


def sample_of(role: str, metrics: RoleMetrics) -> Sample:
    """The sample that a role was measured on, at the widest screen."""
    return metrics.sources[role].widest.roles[role]
