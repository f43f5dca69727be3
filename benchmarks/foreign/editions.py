"""The editions: how many pages, of which copy, how much of it, with how many pictures and ads.

Those of the issue's table (as 0.4.0 was measured) bear `issue`, its words for them: they are of the
same kind and size, from a mix of our own, so that before and after compare.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition to be made. `copy` names groups of the pool; `supply` is in per cent of the words
    that the pages hold, None where `stories` says which there are; of `pictured` stories in a
    hundred each has a picture, the long ones two. `ads` is the share of the pages that is sold, in
    per cent, None for the sample weekly's own book. `sections`: whether it has any but one."""

    name: str
    pages: int
    copy: tuple[str, ...]
    supply: int | None
    pictured: int = 0
    ads: int | None = 34
    kind: str = "news"
    format: str = "compact"
    sections: bool = True
    most: int = 0
    issue: str = ""


_WEB, _WIRES, _WIKI, _UDHR = ("web",), ("wires",), ("wikinews",), ("udhr",)
_OWN = None
"""The sample weekly's own book of ads, for its own 24 pages."""

EDITIONS = (
    Edition("web-8-95", 8, _WEB, 95, sections=False),
    Edition("web-8-110-pictures", 8, _WEB, 110, 50, sections=False),
    Edition("web-16-100-pictures", 16, _WEB, 100, 50),
    Edition("web-24-80", 24, _WEB, 80, ads=_OWN),
    Edition("web-24-95-pictures", 24, _WEB, 95, 60, ads=_OWN),
    Edition("web-24-100", 24, _WEB, 100, ads=_OWN, issue="24 pages, web stories at 100 %"),
    Edition("web-24-110", 24, _WEB, 110, ads=_OWN),
    Edition("web-24-130", 24, _WEB, 130, ads=_OWN, issue="the same at 130 %"),
    Edition(
        "mixed-24-100-pictures",
        24,
        (*_WEB, *_WIRES),
        100,
        48,
        ads=_OWN,
        issue="24 pages, web stories with pictures",
    ),
    Edition("mixed-24-130-pictures", 24, (*_WEB, *_WIRES), 130, 50, ads=_OWN),
    Edition("wires-8-95", 8, _WIRES, 95, sections=False),
    Edition("wikinews-16-100", 16, _WIKI, 100),
    Edition("wikinews-24-110-pictures", 24, _WIKI, 110, 50, ads=_OWN),
    Edition("languages-8-100", 8, (*_UDHR, "wires-abroad", *_WIKI), 100, sections=False),
    Edition("mixed-48-100-pictures", 48, (*_WEB, *_WIRES, *_WIKI), 100, 50),
    Edition(
        "mixed-48-overfull",
        48,
        (*_WEB, *_WIRES, *_WIKI),
        140,
        18,
        issue="48 pages, overfull",
    ),
    Edition("mixed-96-95", 96, (*_WEB, *_WIRES, *_WIKI, *_UDHR), 95, 30),
    Edition(
        "tabloid-16-ads-60",
        16,
        (*_WEB, *_WIRES),
        110,
        8,
        60,
        format="tabloid",
        issue="16 pages tabloid, 60 % ads",
    ),
    Edition(
        "briefs-8",
        8,
        (*_WEB, *_WIRES, *_WIKI),
        None,
        kind="briefs",
        most=110,
        sections=False,
        issue="8 pages, 110 briefs",
    ),
    Edition(
        "long-read-8",
        8,
        (*_WEB, *_WIRES, *_WIKI),
        None,
        kind="long read",
        most=13,
        ads=12,
        sections=False,
        issue="8 pages, one story of 14,000 words and 12 others",
    ),
)
NAMES = tuple(edition.name for edition in EDITIONS)
