"""Spacefinder's passes, written a second time: from ../shared/domain/web-ads.md ("Spacefinder's
published distances"), on the blocks of a page, with nothing of the code under test.

The facts of that file, so that this one stands alone (lengths in px, `above / below`):

    candidates     paragraphs that are children of the body; on mobile and tablet h2, too
    what is tested the candidate's top edge; the ad goes before it
    overlap        always refuses; an opponent that is the candidate is passed over
    order          opponents first, then the gap between winners, from top to bottom
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Element:
    """A child of the body: its tag, a figure's role, and its edges in px."""

    id: str
    tag: str
    role: str
    top: float
    bottom: float


@dataclass(frozen=True)
class Distances:
    """A pair `a / b` of the table; `spared` where b is not asked of an h2 (the 35 / 200 rows)."""

    above: float
    below: float
    spared: bool = False


@dataclass(frozen=True)
class Article:
    """What the passes ask of an article beside its blocks."""

    high_value: bool = False
    immersive: bool = False
    paid: bool = False
    showcase: bool = False


def narrow(body: list[Element], height: float, article: Article) -> list[str]:
    """The candidates that mobile and tablet take."""
    apart = 500 if article.high_value else 750
    usual, full = Distances(35, 200, True), Distances(200, 200)

    def asked(opponent: Element) -> Distances | None:
        match opponent.tag, opponent.role:
            case (("h2" | "h3"), _):
                return Distances(100, 0)
            case "ad", _:
                return Distances(apart, apart)
            case "figure", "full-width":
                return full
            case (("figure" | "rich-link"), _):
                return usual
        return None

    fit = _fitting(body, height, (("p", "h2"), 200, 200), asked)
    return _spread(fit, apart)


def wide(
    body: list[Element], height: float, article: Article, ad: float
) -> tuple[list[str], list[str]]:
    """The candidate of the inline pass, none where nothing fits, and those of the right rail once
    its ad of so many px stands there."""
    first = _fitting(
        body, height, (("p",), 700 if article.immersive else 300, 300), _inline(article)
    )
    inline = [each.id for each in first[:1]]
    flow, moved = [], 0.0
    for each in body:
        if each.id in inline:
            flow.append(Element("ad", "ad", "", each.top, each.top + ad))
            moved = ad
        flow.append(replace(each, top=each.top + moved, bottom=each.bottom + moved))
    pictures = article.showcase or any(_is_picture(each) for each in body)
    video = any(each.tag == "figure" and each.role == "video" for each in body)
    start = 1000
    if article.showcase or (video and not pictures):
        start = 1250
    if article.paid or not (pictures or video):
        start = 1600
    fit = _fitting(flow, height + moved, (("p",), start, 300), _rail)
    return inline, _spread(fit, 600 + 500)


def _is_picture(each: Element) -> bool:
    return each.tag == "figure" and each.role != "video"


def _inline(article: Article):
    def asked(opponent: Element) -> Distances | None:
        match opponent.tag, opponent.role:
            case (("h2" | "h3"), _):
                return Distances(150, 0 if article.high_value else 190)
            case "ad", _:
                return Distances(500, 500)
            case "figure", "full-width":
                return Distances(200, 200)
            case "figure", "immersive":
                return Distances(0, 150)
            case ("rich-link", _) | ("figure", "thumbnail"):
                return Distances(50, 100)
            case "figure", _:
                return Distances(35, 200)
        return None

    return asked


def _rail(opponent: Element) -> Distances | None:
    if opponent.tag == "ad":
        return Distances(500, 500)
    immersive = opponent.tag == "figure" and opponent.role == "immersive"
    return Distances(0, 600) if immersive else None


def _fitting(body, height, allowed, asked) -> list[Element]:
    """All candidates that no opponent refuses, and that are far enough from both ends."""
    tags, start, end = allowed
    found = []
    for candidate in body:
        if candidate.tag not in tags or candidate.top < start or height - candidate.top < end:
            continue
        rows = ((each, asked(each)) for each in body if each is not candidate)
        if not any(row and _refused(candidate, each, row) for each, row in rows):
            found.append(candidate)
    return found


def _refused(candidate: Element, opponent: Element, row: Distances) -> bool:
    if opponent.bottom <= candidate.top:
        return candidate.top - opponent.bottom < row.above
    if opponent.top >= candidate.bottom:
        spared = row.spared and candidate.tag == "h2"
        return not spared and opponent.top - candidate.top < row.below
    return True


def _spread(fit: list[Element], apart: float) -> list[str]:
    """The last filter: from top to bottom, each so far below the one that was taken before it."""
    taken: list[Element] = []
    for each in fit:
        if not taken or each.top - taken[-1].top >= apart:
            taken.append(each)
    return [each.id for each in taken]
