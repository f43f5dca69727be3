"""What the pages of a site weigh as readers load them, without pictures and ads.

python -m benchmarks.page_weight PUBLICATION... [--json FILE] [--heaviest 8]

Each publication is made a site in a folder of its own. A page weighs what its HTML, its style
sheets and its script are, compressed as servers do (gzip -9), and the fonts that it asks for at
once; for a reader who has none of it yet. Told are also the words of the page, for a long story is
heavy whatever stands round it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from layout.publication.all_stories import shelf_of
from layout.site.make_site import make_site, write_made

ROOT = Path(__file__).parents[1]
LIMIT = 100_000
"""What a story without pictures weighs at most, in bytes."""

_LOADED = re.compile(r'(?:<link[^>]*?href|<script[^>]*?src)="([^"]+\.(?:css|woff2|js))"')


@dataclass(frozen=True, slots=True)
class Weight:
    """What a page weighs, in bytes compressed: in all, its HTML, its fonts; how many words."""

    page: str
    whole: int
    html: int
    fonts: int
    words: int


def weights(site: Path) -> list[Weight]:
    """All pages of a site in a folder, the heaviest first."""
    pages = (file for file in site.rglob("*.html") if "r" not in file.relative_to(site).parts[:1])
    return sorted((_weight(site, file) for file in pages), key=lambda each: -each.whole)


def _weight(site: Path, file: Path) -> Weight:
    html = file.read_text(encoding="utf-8")
    loaded = {_found(site, file, name) for name in _LOADED.findall(html)}
    fonts = sum(each.stat().st_size for each in loaded if each.suffix == ".woff2")
    others = (each.read_bytes() for each in loaded if each.suffix != ".woff2")
    own = _packed(html.encode())
    whole = own + fonts + sum(map(_packed, others))
    words = len(re.sub(r"<[^>]*>", " ", html).split())
    return Weight(str(file.relative_to(site)), whole, own, fonts, words)


def _found(site: Path, page: Path, name: str) -> Path:
    return site / name.lstrip("/") if name.startswith("/") else (page.parent / name).resolve()


def _packed(data: bytes) -> int:
    return len(gzip.compress(data, 9, mtime=0))


def _told(name: str, pages: list[Weight], heaviest: int) -> Iterable[str]:
    over = sum(each.whole > LIMIT for each in pages)
    yield f"{name}: {len(pages)} pages, {over} over {LIMIT // 1000} kB"
    for each in pages[:heaviest]:
        parts = f"html {each.html / 1000:5.1f}  fonts {each.fonts / 1000:5.1f}"
        yield f"  {each.whole / 1000:6.1f} kB  {parts}  {each.words:6,} words  {each.page}"


def main() -> None:
    """Makes the sites, and prints what their pages weigh."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("publications", nargs="+", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--heaviest", type=int, default=8)
    asked = parser.parse_args()
    found: dict[str, list[dict[str, object]]] = {}
    for publication in asked.publications:
        with tempfile.TemporaryDirectory() as folder:
            write_made(make_site(shelf_of(publication), Path(folder)))
            pages = weights(Path(folder))
        found[publication.name] = [asdict(each) for each in pages]
        print("\n".join(_told(publication.name, pages, asked.heaviest)))
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
