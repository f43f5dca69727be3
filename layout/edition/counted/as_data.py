"""What was counted, as reports print it: areas in square millimetres, shares as parts of one.
Legs, heads and places of house ads are counts alone: their fields are the keys."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from layout.edition.counted.count import Counted, CountedPage
from layout.edition.counted.grey import Grey, grey_in_all
from layout.edition.counted.legs import legs_in_all
from layout.edition.counted.lines import LineFigures
from layout.edition.counted.pictures import Element, PagePictures
from layout.page.format import MM

_SHARE = 4  # places of a share
_RATIO = 2


def counted_as_data(counted: Counted) -> dict[str, Any]:
    """The figures of an edition: of all of it, and page by page."""
    pages = counted.pages
    return {
        "pictures": _all_pictures(counted),
        "grey": _grey(grey_in_all(page.grey for page in pages)),
        "legs": asdict(legs_in_all(page.legs for page in pages)),
        "heads": {
            "heads": sum(page.heads.heads for page in pages),
            "climb": sum(page.heads.climb for page in pages),
            "tombstones": sum(page.heads.tombstones for page in pages),
            "without_lead": sum(page.heads.heads > 0 and not page.heads.leads for page in pages),
        },
        "house_ads": asdict(counted.house_ads),
        "lines": _lines(counted.lines),
        "pages": [_page(page) for page in pages],
    }


def _all_pictures(counted: Counted) -> dict[str, Any]:
    every = [page.pictures for page in counted.pages]
    area, space = sum(one.area for one in every), sum(one.space for one in every)
    return {
        "pictures": sum(len(one.columns) for one in every),
        "one_column": sum(columns == 1 for one in every for columns in one.columns),
        "share": round(area / space, _SHARE) if space else 0.0,
        "of_paper": round(area / counted.paper, _SHARE) if counted.paper else 0.0,
        "pages": sum(bool(one.columns) for one in every),
        "led": sum(one.led for one in every),
        "alike": sum(one.alike for one in every),
    }


def _page(page: CountedPage) -> dict[str, Any]:
    return {
        "page": page.number,
        "section": page.section,
        "space": _mm2(page.pictures.space),
        "pictures": _pictures(page.pictures),
        "grey": _grey(page.grey),
        "legs": asdict(page.legs),
        "heads": asdict(page.heads),
    }


def _pictures(pictures: PagePictures) -> dict[str, Any]:
    ratio = pictures.dominance
    return {
        "columns": list(pictures.columns),
        "share": round(pictures.share, _SHARE),
        "alike": pictures.alike,
        "largest": _element(pictures.largest),
        "next": _element(pictures.next),
        "dominance": None if ratio is None else round(ratio, _RATIO),
        "dominant": pictures.dominant,
    }


def _element(element: Element | None) -> dict[str, Any] | None:
    if element is None:
        return None
    return {"kind": element.kind, "columns": element.columns, "area": _mm2(element.area)}


def _grey(grey: Grey) -> dict[str, Any]:
    share = round(grey.share, _SHARE)
    return {"windows": grey.windows, "standing": grey.standing, "share": share}


def _lines(lines: LineFigures) -> dict[str, Any]:
    return {
        "justified": lines.justified,
        "wide": lines.wide,
        "wide_share": round(lines.part(lines.wide), _SHARE),
        "gaping": lines.gaping,
        "gaping_share": round(lines.part(lines.gaping), _SHARE),
        "last_lines": lines.last_lines,
        "short": lines.short,
        "ladders": lines.ladders,
        "longest": lines.longest,
    }


def _mm2(area: int) -> int:
    """Square millipoints in square millimetres."""
    return round(area / MM / MM)
