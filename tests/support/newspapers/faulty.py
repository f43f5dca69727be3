"""A publication with something wrong in each of its files, for tests of lists and findings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TEXT = "The ferry crossed the bay at seven with forty people, two goats and the post on board.\n\n"

HOUSE = """\
name = "The Bay Courier"

[edition]
date = 2026-01-09

[print]
format = "compact"
columns = 5

[[print.sections]]
name = "News"
[[print.sections]]
name = "Sport"
"""

RULES = """\
[page]
density = "30%"

[slot.inline]
holds    = "ad"
takes    = ["google-ad"]
sizes    = ["200x50"]
label    = "Advertisement"
max      = 2
from_top = "40 paragraphs"
"""

CREATIVES = """\
[creative.fair]
kind = "house"
slots = ["inline"]
sizes = ["200x50", "300x250"]
template = "fair.html"

[creative.old]
kind = "house"
slots = ["inline"]
template = "fair.html"
until = 2025-12-31

[network]
timeout = 8
"""

BOOK = """\
id,advertiser,category,size,section,price,artwork
A1,Arrow Ferries,ferry,2x60mm,News,475,
A2,Castle Carpets,furniture,2x60,News,120,
A3,"Marlborne, Road & Sons",cars,1/8 page,Spoort,90,ads/lost.pdf
"""


def faulty(folder: Path, short: int = 0) -> Path:
    """Writes the publication: stories that are in order, s0 to s3, and some that are not; with so
    many short ones, t0 and so on."""
    (folder / "stories" / "more").mkdir(parents=True)
    (folder / "modules").mkdir()
    write(folder, "newsgrid.toml", HOUSE)
    write(folder, "slots.toml", RULES)
    write(folder, "creatives.toml", CREATIVES)
    write(folder, "fair.html", "<p>The fair is in town.</p>")
    write(folder, "ads.csv", BOOK)
    write(folder, "modules/digest.md", "---\ntitle: The week\ncolour: red\n---\n\nAll of it.\n")
    for number in range(4):
        write(folder, f"stories/s{number}.md", story(f"Story {number}", "section: News\n"))
    for number in range(short):
        write(folder, f"stories/t{number}.md", f"---\nheadline: Tale {number}\n---\n\n{TEXT}")
    write(folder, "stories/lost.md", story("No such section", "section: Newss\n"))
    write(folder, "stories/picture.md", story("No picture") + "![A boat](media/boat.jpg)\n")
    write(folder, "stories/hebrew.md", story("From right to left") + "שלום שלום שלום\n")
    write(folder, "stories/empty.md", "---\nheadline: Nothing\n---\n")
    write(folder, "stories/more/s1.md", story("Story 1"))
    return folder


def story(headline: str, front: str = "", paragraphs: int = 12) -> str:
    """The text of a story that asks for one ad."""
    head = f"---\nheadline: {headline}\n{front}---\n\n"
    return f"{head}{TEXT}::: slot google-ad\n\n{TEXT * (paragraphs - 1)}"


def write(folder: Path, name: str, text: str) -> None:
    """Writes a file below a folder."""
    (folder / name).write_text(text, encoding="utf-8")


@contextmanager
def kept(folder: Path, *names: str) -> Iterator[None]:
    """Files are after the block as they were before it, whatever was done to them."""
    before = {name: (folder / name).read_bytes() for name in names}
    yield
    for name, data in before.items():
        if not (folder / name).exists() or (folder / name).read_bytes() != data:
            (folder / name).write_bytes(data)
