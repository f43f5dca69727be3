"""What is damaged: the samples, rules and stories that come with newsgrid, its manuals' examples,
and, where they lie beside it, files of the world in ../shared/corpora."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
CORPORA = ROOT.parent / "shared" / "corpora"
CRASHES = CORPORA / "crashes" / "fuzz"
FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
LARGEST = 300_000
"""Bytes of a sample: what is larger only takes longer."""

CREATIVES = """\
[creative.fair]
kind   = "house"
slots  = ["inline-ad", "second-ad"]
images = ["hall.png", "harbour.png"]
alt    = "Book fair, 24 to 27 April, in the old market hall"
link   = "https://fair.example/"
from   = 2026-01-01
until  = 2026-12-27
share  = 2

[creative.letters]
kind     = "house"
slots    = ["ad"]
template = "letters.html"

[creative.page]
kind  = "html"
slots = ["second-ad"]
file  = "letters.html"
sizes = ["300x250"]
categories = ["airline"]

[creative.network]
kind  = "gpt"
slots = ["inline-ad"]
unit  = "/1234/gazette/inline"
priority = 11

[consent]
script = "consent.js"

[[seller]]
domain        = "google.com"
account       = "pub-1234567890123456"
certification = "f08c47fec0942fa0"
"""
PAGES = """\
[page.1]
lead = "ferry"
stories = ["visit"]
house_ads = false

[page.3]
only = true

[story.ferry]
columns = 4
picture = 2
headline = "40pt"
deck = true

[story.lagoon]
page = [2, 4]
rows = 40
cut = 1
jump = false

[story.encebollado]
page = 3
rather = true

[story.council-minutes]
hold = 2026-11-26
"""
PLAN = """{
  "version": 1,
  "pages": 4,
  "missing": 1,
  "ads": [
    {"id": "N01", "page": 1, "column": 0, "row": 82, "columns": 5, "rows": 18},
    {"id": "N03", "page": 2, "column": 0, "row": 52, "columns": 3, "rows": 48},
    {"id": "N17", "page": 2, "column": 3, "row": 52, "columns": 1, "rows": 12}
  ],
  "stories": {
    "ferry": 1,
    "lagoon": 2
  },
  "bodies": {
    "ferry": 122
  },
  "costs": {
    "1": 278,
    "2": 26
  },
  "sections": {
    "1": "19647bf428b444faafd6460d"
  }
}
"""
LETTERS = """<a class="house house-letters" href="https://gazette.example/letters">
<img src="hall.png" alt="A hall"><strong class="house-title">Letters</strong> to the editor</a>
"""
STYLE = ":root { --rule: 1pt } .blue_box h2 { font: 700 12pt/14pt 'press-sans' }\n"


@cache
def texts(kind: str) -> tuple[str, ...]:
    """The samples of a kind of text, in a fixed order."""
    found = [file.read_text("utf-8", "replace") for file in _files(*TEXTS[kind]) if _small(file)]
    crashes = [file for file in _files((CRASHES, f"{kind.split('.')[0]}-*")) if file.is_file()]
    found += [file.read_text("utf-8", "replace") for file in crashes if _small(file)]
    return tuple(found) + examples(kind) + OWN.get(kind, ())


@cache
def pictures() -> tuple[bytes, ...]:
    """Pictures of every format that is printed or shown, and some that are not."""
    endings = ("png", "jpg", "webp", "gif", "tif", "tiff", "avif", "mpo", "pgm")
    found = [
        *_files((ROOT / "seeds" / "stories" / "media", "*.png")),
        *_files((ROOT / "seeds" / "weekly" / "ads", "*.png"), (ROOT / "seeds/weekly/ads", "*.jpg")),
        *(file for end in endings for file in _files((CORPORA / "images", f"**/*.{end}"))),
        *_files((CRASHES, "img-*")),
    ]
    return tuple(file.read_bytes() for file in found if _small(file)) + tuple(_drawn())


@cache
def artwork() -> tuple[bytes, ...]:
    """PDFs of advertisers."""
    found = _files(
        (ROOT / "seeds" / "weekly" / "ads", "*.pdf"),
        (CORPORA / "advertiser-pdfs", "*.pdf"),
        (CRASHES, "pdf-*"),
    )
    return tuple(file.read_bytes() for file in found if _small(file))


@cache
def templates() -> tuple[tuple[str, str], ...]:
    """The templates and style sheets that a theme may override: name below it, and text."""
    home = ROOT / "templates"
    found = _files((home, "print/**/*.j2"), (home, "shared/*.j2"), (home, "print/*.css"))
    return tuple((file.relative_to(home).as_posix(), file.read_text("utf-8")) for file in found)


def _files(*places: tuple[Path, str]) -> list[Path]:
    return [file for folder, pattern in places for file in sorted(folder.glob(pattern))]


def _small(file: Path) -> bool:
    return 0 < file.stat().st_size <= LARGEST


@cache
def examples(kind: str) -> tuple[str, ...]:
    """The examples of a kind in the manuals."""
    name, language = MANUALS.get(kind, ("", ""))
    manual = ROOT / "docs" / f"{name}.md"
    if not name or not manual.is_file():
        return ()
    found = FENCE.findall(manual.read_text("utf-8"))
    return tuple(text for tongue, text in found if tongue == language)


def _drawn() -> Iterable[bytes]:
    """Small pictures in every format that Pillow writes."""
    from PIL import Image

    image = Image.linear_gradient("L").resize((48, 32)).convert("RGB")
    modes = ("RGB", "L", "1", "P", "RGBA", "CMYK", "LA", "I;16")
    for kind in ("PNG", "JPEG", "WEBP", "GIF", "TIFF", "AVIF", "BMP", "PPM", "ICO", "JPEG2000"):
        for mode in modes:
            file = io.BytesIO()
            try:
                image.convert("I" if mode == "I;16" else mode).convert(mode).save(file, kind)
            except (OSError, ValueError, KeyError):  # not every format has every mode
                continue
            yield file.getvalue()


SEEDS = ROOT / "seeds"
TEXTS: dict[str, tuple[tuple[Path, str], ...]] = {
    "story.md": (
        (SEEDS / "stories", "*.md"),
        (SEEDS / "weekly" / "stories", "*.md"),
        (ROOT / "templates" / "publication" / "stories", "*.md"),
    ),
    "story.txt": ((SEEDS, "*.txt"), (SEEDS / "weekly" / "stories", "*.txt")),
    "module": ((SEEDS / "weekly" / "modules", "*"), (ROOT / "templates" / "modules", "*")),
    "newsgrid": ((SEEDS, "**/newsgrid.toml"), (ROOT / "templates" / "publication", "*.toml")),
    "slots": (
        (ROOT / "templates", "slots.toml"),
        (ROOT / "templates" / "presets", "*.toml"),
        (SEEDS / "weekly", "slots.toml"),
    ),
    "creatives": (),
    "pages": (),
    "ads.csv": ((SEEDS / "weekly", "ads.csv"),),
    "ads.toml": (),
    "theme": ((ROOT / "templates" / "themes", "*/theme.toml"),),
    "strip": (),
    "plan": (),
    "letters": (),
    "style": (),
}
MANUALS = {
    "story.md": ("stories", "markdown"),
    "newsgrid": ("publication", "toml"),
    "slots": ("slots", "toml"),
    "creatives": ("creatives", "toml"),
    "pages": ("decisions", "toml"),
    "ads.csv": ("ads", "csv"),
    "ads.toml": ("ads", "toml"),
    "theme": ("theme", "toml"),
    "strip": ("place", "json"),
}
OWN = {
    "creatives": (CREATIVES,),
    "pages": (PAGES,),
    "letters": (LETTERS,),
    "style": (STYLE,),
    "theme": (
        'name = "loud"\n[styles.section_head]\nsize = 28.0\n[strokes]\nstrip = { thickness = 0 }\n'
        '[furniture]\nears = "beside"\nheadlines = [48, 34, 24, 14]\n',
    ),
    "plan": (PLAN,),
}
