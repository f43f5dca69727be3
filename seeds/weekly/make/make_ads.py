"""Makes the sample weekly's ad book and the artwork of its ads: `python seeds/weekly/make/make_ads.py`.

Names of bookings as arguments make these alone; "book" makes ads.csv without artwork.
"""

from __future__ import annotations

import csv
import io
import sys
import tomllib
from pathlib import Path
from typing import Any

import layouts_civic
import layouts_scenic
import layouts_shop
import layouts_small
from printer import fonts_folder, pdf, raster
from sheet import Sheet
from wording import INKS, Copy

from layout.makeup.type.furniture import FOLIO_ROWS
from layout.page.format import FORMATS, grid_of
from layout.typeset.words.foundry import Foundry
from slots.book import sheet as paper
from slots.book.ad_size import parse_ad_size

WEEKLY = Path(__file__).resolve().parent.parent
PARTS = ("news", "business", "living", "sport")
COLUMNS = (
    "id advertiser category size section pages position side colour coupon double_truck solus"
    " far_forward apart away_from near priority price lock label artwork"
).split()
DPI = {"png": 200, "jpg": 220}
RATE = {"News": 7.2, "Business": 6.4, "Living": 6.6, "Sport": 6.2, "": 5.4}  # £ a column centimetre
MPT_PER_CM = 72_000 / 2.54
EXTRA = {"front-strip": 1.6, "back-page": 1.4}


def bookings() -> dict[str, dict[str, Any]]:
    """All bookings by their ids, in the order of the book."""
    found: dict[str, dict[str, Any]] = {}
    for part in PARTS:
        file = Path(__file__).with_name(f"book_{part}.toml")
        found |= tomllib.loads(file.read_text(encoding="utf-8"))
    return found


def page_sheet() -> paper.Sheet:
    """The page that sizes are read for: compact, five columns, below the folio."""
    grid = grid_of(FORMATS["compact"], 5)
    rows = grid.rows - FOLIO_ROWS
    return paper.Sheet(
        5, rows * grid.leading, grid.columns[0][1], grid.gutter, grid.leading,
        2 * grid.live.x, FOLIO_ROWS,
    )  # fmt: skip


def size(booking: dict[str, Any], page: paper.Sheet) -> tuple[int, int]:
    """Width and depth of a booking in millipoints."""
    columns, depth = parse_ad_size(booking["size"], page)
    return page.width(columns, booking.get("double_truck") == "yes"), depth


def price(booking: dict[str, Any], page: paper.Sheet) -> str:
    """Pounds: by column centimetres, section, colour and position."""
    if booking.get("price") == "free":
        return "0"
    columns, depth = parse_ad_size(booking["size"], page)
    area = columns * depth / MPT_PER_CM * (2 if booking.get("double_truck") else 1)
    rate = RATE[booking.get("section", "")] * (0.72 if area > 90 else 0.85 if area > 40 else 1)
    rate *= 1.35 if booking.get("colour") == "yes" else 1
    rate *= EXTRA.get(booking.get("position", ""), 1)
    rate *= 1.1 if booking.get("side") or booking.get("lock") or booking.get("far_forward") else 1
    return str(round(area * rate / 5) * 5)


def book(all_of_them: dict[str, dict[str, Any]], page: paper.Sheet) -> str:
    """The text of ads.csv."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for name, ad in all_of_them.items():
        asked = {key: value for key, value in ad["booking"].items() if key != "raster"}
        writer.writerow(
            {"id": name, "advertiser": ad["advertiser"], "category": ad["category"]}
            | asked
            | {"price": price(asked, page), "artwork": artwork(name, ad)}
        )
    return text.getvalue()


def artwork(name: str, ad: dict[str, Any]) -> str:
    """The file of an ad, from the publication's folder."""
    words = "".join(c if c.isalnum() else "-" for c in ad["advertiser"].lower().replace("’", ""))
    slug = "-".join(part for part in words.split("-") if part)
    return f"ads/{name}-{slug}.{ad['booking'].get('raster', 'pdf')}"


def draw(ad: dict[str, Any], page: paper.Sheet, foundry: Foundry) -> Sheet:
    """The sheet of an ad."""
    width, depth = size(ad["booking"], page)
    made = Sheet(width / 1000, depth / 1000, foundry)
    modules = (layouts_shop, layouts_civic, layouts_small, layouts_scenic)
    layout = next(found for m in modules if (found := getattr(m, ad["layout"], None)))
    layout(made, Copy(ad, INKS[ad["inks"]]))
    return made


def main(names: list[str]) -> None:
    """Makes what is asked for."""
    page, ads, foundry = page_sheet(), bookings(), Foundry()
    (WEEKLY / "ads.csv").write_text(book(ads, page), encoding="utf-8")
    wanted = {name: ad for name, ad in ads.items() if not names or name in names}
    (WEEKLY / "ads").mkdir(exist_ok=True)
    with fonts_folder(foundry) as folder:
        for name, ad in wanted.items():
            try:
                data = pdf(draw(ad, page, foundry), folder)
            except AssertionError as error:
                sys.exit(f"{name}: {error}") if names else print(f"{name}: {error}")
                continue
            kind = ad["booking"].get("raster", "pdf")
            file = WEEKLY / artwork(name, ad)
            if kind == "pdf":
                file.write_bytes(data)
                continue
            picture = raster(data, DPI[kind])
            picture.save(file, dpi=(DPI[kind],) * 2, quality=82, optimize=True)


if __name__ == "__main__":
    main(sys.argv[1:])
