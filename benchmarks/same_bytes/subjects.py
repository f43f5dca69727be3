"""The publications that cases are run on: each written into a folder of its own."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from benchmarks.same_bytes.cases import HARBOUR, SEED
from benchmarks.same_bytes.command import newsgrid

ROOT = Path(__file__).parents[2]
EDITED = {
    "seeds": "seeds/stories/lagoon.md",
    "sample": HARBOUR,
    "booked": HARBOUR,
    "weekly": "weekly/stories/surge.md",
}
"""The story of a subject that is edited."""

LINE = "\nNobody who was there has said so until now.\n"
"""What is added to it."""

BOOK = """\
id,advertiser,category,size,page,price
A1,Inn,food,1/4 page,,120
A2,Mill,flour,2x100mm,3,80
A3,Quay Bank,bank,2x60mm,2,300
A4,Huge Sons,cars,5x380mm,1,900
A5,Also Huge,cars,5x380mm,1,900
"""
RULES = """\
[page]
density = "30%"

[slot.inline-ad]
holds       = "ad"
sizes       = ["300x250"]
label       = "Advertisement"
max         = 4
from_top    = "1 paragraph"
from_end    = "200px"
never_after = ["heading"]
clearance   = { heading = "100px", image = "60px", ad = "600px" }

[slot.blue-box]
holds     = "blue_box"
sizes     = ["280x320"]
max       = 1
at.desktop = { region = "rail" }
"""


def lay(subject: str, folder: Path) -> None:
    """Write a subject into a folder that is there, and empty."""
    LAID.get(subject, _nothing)(folder)


def edit(subject: str, folder: Path) -> str:
    """Add a line to the end of one of its stories; gives the name of its file."""
    story = folder / EDITED[subject]
    story.write_bytes(story.read_bytes() + LINE.encode())
    return EDITED[subject]


def _nothing(folder: Path) -> None:
    """Of cases that need no files."""


def _seed(folder: Path) -> None:
    (folder / "seeds").mkdir()
    for name in (SEED, "seeds/newsgrid.toml"):
        shutil.copyfile(ROOT / name, folder / name)


def _seeds(folder: Path) -> None:
    _seed(folder)
    shutil.copytree(ROOT / "seeds" / "stories", folder / "seeds" / "stories")


def _sample(folder: Path) -> None:
    made = newsgrid(("new", "gazette"), folder, folder / "home")
    assert made.code == 0, made.stderr.decode()
    shutil.rmtree(folder / "home")


def _booked(folder: Path) -> None:
    _sample(folder)
    (folder / "gazette" / "ads.csv").write_text(BOOK, encoding="utf-8")


def _weekly(folder: Path) -> None:
    """As it is committed, without what printing left there, and without what its ads were made
    by."""
    left = shutil.ignore_patterns(".newsgrid", "edition.plan.json*", "README.md")
    shutil.copytree(ROOT / "seeds" / "weekly", folder / "weekly", ignore=left)


def _broken(folder: Path) -> None:
    _sample(folder)
    paper = folder / "gazette"
    settings = (paper / "newsgrid.toml").read_text(encoding="utf-8")
    (paper / "newsgrid.toml").write_text(
        settings.replace("tagline =", "taglin =").replace('"compact"', '"compakt"'),
        encoding="utf-8",
    )
    rules = RULES.replace("from_end", "from_ends").replace('"600px"', '"-6 ells"')
    (paper / "slots.toml").write_text(rules, encoding="utf-8")
    (paper / "ads.csv").write_text("id,size\nA1,2x\nA1,2x60mm\n", encoding="utf-8")
    (paper / "creatives.toml").write_text('[creative.a]\nkind = "hous"\n', encoding="utf-8")
    (paper / "stories" / "empty.md").write_bytes(b"")
    (paper / "stories" / "odd.md").write_text(
        "---\nheadlin: Odd\nrank: first\n---\n\n![None](media/none.png)\n\n::: blu_box\n:::\n",
        encoding="utf-8",
    )


def _strip(folder: Path) -> None:
    (folder / "rules.toml").write_text(RULES, encoding="utf-8")
    (folder / "short.json").write_text(json.dumps(_short()), encoding="utf-8")
    (folder / "long.json").write_text(json.dumps(_long()), encoding="utf-8")


def _short() -> dict[str, object]:
    text = {"role": "paragraph", "words": 41}
    items = [
        {"id": "p1", **text, "top": 0, "bottom": 168},
        {"id": "p2", **text, "top": 188, "bottom": 356},
        {"id": "h1", "role": "heading", "top": 392, "bottom": 420, "words": 3},
        {"id": "p3", **text, "top": 432, "bottom": 600},
        {"id": "i1", "role": "image", "top": 620, "bottom": 849, "display": "inline"},
        {"id": "p4", **text, "top": 869, "bottom": 1012, "tags": ["crash"]},
        {"id": "p5", **text, "top": 1032, "bottom": 1180},
    ]
    return {"width": 343, "viewport": [375, 667], "height": 1180, "items": items}


def _long() -> dict[str, object]:
    """Fifty items of all roles that rules speak of, no two as high."""
    items: list[dict[str, object]] = []
    top = 0
    for number in range(50):
        item = {"id": f"b{number}", "role": "paragraph", "words": 30 + number * 7 % 29}
        high = 96 + number * 37 % 131
        if number % 9 == 4:
            item, high = {"id": f"b{number}", "role": "heading", "words": 4, "level": 2}, 28
        elif number % 13 == 6:
            item, high = {"id": f"b{number}", "role": "image", "display": "showcase"}, 229
        elif number % 17 == 8:
            item = {"id": f"b{number}", "role": "quote", "words": 22}
        items.append({**item, "top": top, "bottom": top + high})
        top += high + 20
    about = {"section": "Town", "tags": ["flood"], "date": "2026-01-05", "today": "2026-01-09"}
    return {
        "width": 343, "viewport": [375, 667], "height": top, "items": items, "about": about,
    }  # fmt: skip


LAID: dict[str, Callable[[Path], None]] = {
    "seed": _seed,
    "seeds": _seeds,
    "sample": _sample,
    "booked": _booked,
    "weekly": _weekly,
    "broken": _broken,
    "strip": _strip,
}
