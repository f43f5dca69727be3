"""A small newspaper for tests of whole editions: four pages, some stories, an ad book with artwork.

The same every time. Each part can be replaced, so that a test writes down only what is wrong.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from PIL import Image

SETTINGS = """\
name = "The Quay News"
tagline = "What the tide brought in"
language = "en-GB"
site = "https://quay.example"

[edition]
number = "7"
date = 2026-11-26
price = "£1"

[print]
format = "a4"
columns = 4
pages = 4

[[print.sections]]
name = "News"
pages = 2
share = 20

[[print.sections]]
name = "Sport"
pages = 2
share = 20
"""
HEAD = "id,advertiser,category,size,section,pages,apart,away_from,priority,price,lock,artwork\n"
BOOK = (
    f"{HEAD}"
    "A1,Quay Bank,bank,2x60mm,News,2,,flood,,300,,art.png\n"
    "A2,Tide Motors,cars,2x60mm,News,1,,,,200,,art.png\n"
    "A3,Pier Foods,food,4x62mm,Sport,,,,,400,,strip.png\n"
    "A4,Loft Tea,tea,2x60mm,Sport,,,,,80,,art.png\n"
)
WORDS = (
    "harbour council ferry storm fishermen market lighthouse school budget river lagoon pier "
    "library bridge mayor engineers night tide fare votes plan water road festival museum boats"
).split()
LENGTHS = {"News": (240, 190, 150, 120, 90), "Sport": (260, 210, 160, 110, 80)}


def sentences(count: int, seed: int = 1) -> str:
    """So many words in paragraphs of sentences."""
    dice = random.Random(seed)
    paragraphs: list[str] = []
    words: list[str] = []
    for left in range(count, 0, -1):
        words.append(dice.choice(WORDS))
        if left == 1 or (len(words) > 30 and dice.random() < 0.1):
            paragraphs.append(_sentences(words, dice))
            words = []
    return "\n\n".join(paragraphs)


def _sentences(words: list[str], dice: random.Random) -> str:
    """Words with capitals and full stops."""
    ends = {at for at in range(5, len(words) - 5) if dice.random() < 0.1} | {len(words) - 1}
    return " ".join(
        f"{word.title() if at - 1 in ends or not at else word}{'.' if at in ends else ''}"
        for at, word in enumerate(words)
    )


def story(name: str, section: str, words: int, head: str = "", rank: int = 3) -> str:
    """A story's file: `head` are more lines of its front matter."""
    dice = random.Random(name)
    headline = " ".join(dice.choice(WORDS) for _ in range(4)).capitalize()
    return (
        f"---\nheadline: {headline} ({name})\nsection: {section}\nrank: {rank}\n"
        f"cut: 0\n{head}---\n\n{sentences(words, len(name) * 31 + words)}\n"
    )


def usual_stories() -> dict[str, str]:
    """The stories of the sample, by slug."""
    return {
        f"{section.lower()}-{number}": story(
            f"{section.lower()}-{number}", section, words, rank=1 + min(number, 3)
        )
        for section, lengths in LENGTHS.items()
        for number, words in enumerate(lengths)
    }


def newspaper(
    folder: Path,
    stories: Mapping[str, str | bytes] | None = None,
    book: str | None = BOOK,
    settings: str | None = SETTINGS,
) -> Path:
    """A publication in a folder that is made; gives the folder. `stories` by slug, or by name of
    file where it has a suffix; no book or settings where they are None."""
    (folder / "stories").mkdir(parents=True)
    for name, text in (usual_stories() if stories is None else stories).items():
        file = folder / "stories" / (name if "." in name else f"{name}.md")
        file.write_bytes(text.encode() if isinstance(text, str) else text)
    if settings is not None:
        (folder / "newsgrid.toml").write_text(settings, encoding="utf-8")
    if book is not None:
        (folder / "ads.csv").write_text(book, encoding="utf-8")
    picture(folder / "art.png", 600, 400)
    picture(folder / "strip.png", 880, 300)
    return folder


def picture(file: Path, across: int, down: int) -> Path:
    """A grey picture of so many px."""
    Image.new("L", (across, down), 160).save(file)
    return file


def spoiled_picture(file: Path, across: int, down: int) -> Path:
    """A PNG file that looks whole until its pixels are unpacked."""
    Image.new("RGBA", (across, down), (9, 9, 9, 99)).save(file)
    data = file.read_bytes()
    at = data.index(b"IDAT") + 4
    end = data.index(b"IEND") - 4
    pixels = bytes(end - 4 - at)
    checksum = zlib.crc32(b"IDAT" + pixels).to_bytes(4, "big")
    file.write_bytes(data[:at] + pixels + checksum + data[end:])
    return file


def book_of(*lines: str) -> str:
    """An ad book of some lines, under the head."""
    return HEAD + "".join(f"{line}\n" for line in lines)


def with_story(name: str, text: str | bytes) -> dict[str, str | bytes]:
    """The usual stories and one more."""
    return {**usual_stories(), name: text}


def without(names: Iterable[str]) -> dict[str, str]:
    """The usual stories but some."""
    gone = set(names)
    return {name: text for name, text in usual_stories().items() if name not in gone}
