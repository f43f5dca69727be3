"""A small newspaper in which everything is that an e-paper tells apart, and its e-paper: a story
that jumps, one with a picture, a table, a list, a quotation and a box, one in another language, one
that means harm, ads with and without artwork.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from support.newspapers.sample_newspaper import (
    newspaper,
    picture,
    sentences,
    usual_stories,
    with_story,
)

from layout.edition.make_edition import Newspaper, Order
from layout.edition.print_edition import edition_pdf, print_edition
from layout.edition.workshop import Workshop
from layout.epaper.make_epaper import Epaper, make_epaper
from layout.epaper.zones.of_each_page import zones_of_edition
from layout.epaper.zones.zone import ZonedPage

RICH = f"""---
headline: Ferry *back* on the water
deck: Three crossings a day from Monday
kicker: Harbour
byline: By Ana Torres
section: News
rank: 1
date: 2026-11-26
tags: [ferry, harbour]
---

{sentences(60, 3)}

![Boats at the pier](media/pier.png "Boats at the pier on Sunday. Picture: The Quay News")

## What it costs

{sentences(50, 4)} Read [the plan](https://quay.example/plan) or [this](other.html).

| Fare | Price |
|---|---:|
| Adult | 4.50 |
| Child | 2.00 |

- First, by the pier
- Then, by the bridge

> It was time.
> — Marta Quispe

::: blue_box Before you board
- Tickets are sold until the bell rings.
- Bicycles travel free.
:::

{sentences(40, 5)}
"""
HARMFUL = """---
headline: "<script>alert(1)</script> & \\"quoted\\""
byline: "By <b>Nobody</b>"
section: Sport
rank: 4
---

A [link](javascript:alert(1)) and another [one](data:text/html,x), <img src=https://evil.example/x.png>
and ]]> an end, with an ampersand & a quote' in the pier of the night.

<script src="https://evil.example/x.js"></script>
"""
SPANISH = """---
headline: La panadería abre el domingo
section: News
language: es
rank: 4
---

La panadería del muelle abrirá los domingos, dijo su dueña, y venderá pan de centeno hasta las dos
de la tarde, cuando el mercado cierra.
"""
LONG = f"""---
headline: Council debates the wall all night
section: News
rank: 1
---

{sentences(1100, 8)}
"""


@dataclass(frozen=True)
class Sample:
    """An edition with its zones, its PDF in a file, and its e-paper."""

    folder: Path
    made: Newspaper
    pdf: Path
    zoned: tuple[ZonedPage, ...]
    paper: Epaper


def rich_newspaper(folder: Path) -> Path:
    """The publication, in a folder that is made."""
    stories = {
        **with_story("rich", RICH),
        "harm": HARMFUL,
        "panaderia": SPANISH,
        "wall": LONG,
        "café-noche.md": SPANISH.replace("panadería", "cafetería"),
        "cafe-noche.md": SPANISH.replace("panadería", "librería"),
    }
    book = (
        "id,advertiser,category,size,section,pages,label,price,artwork\n"
        "A1,Quay Bank,bank,2x60mm,News,2,yes,300,art.png\n"
        "A2,Tide & Sons,cars,2x60mm,News,1,,200,\n"
        "A3,Pier Foods,food,4x62mm,Sport,,,400,strip.png\n"
    )
    settings = newspaper(folder, stories, book) / "newsgrid.toml"
    text = settings.read_text(encoding="utf-8").replace("pages = 4", "pages = 8")
    settings.write_text(text.replace("pages = 2\n", "pages = 4\n"), encoding="utf-8")
    (folder / "stories" / "media").mkdir()
    picture(folder / "stories" / "media" / "pier.png", 1200, 800)
    return folder


def usual_newspaper(folder: Path) -> Path:
    """The sample as other tests have it."""
    return newspaper(folder, usual_stories())


def sample_of(folder: Path) -> Sample:
    """The e-paper of a publication, of which nothing is written but a PDF beside its folder."""
    shop = Workshop()
    made, pdf = print_edition(Order(folder), shop, lambda made: edition_pdf(made, shop))
    file = folder.parent / f"{folder.name}.pdf"
    file.write_bytes(pdf)
    with pypdfium2.PdfDocument(pdf) as opened:
        zoned = zones_of_edition(made, opened)
    return Sample(folder, made, file, zoned, make_epaper(made, pdf, shop))
