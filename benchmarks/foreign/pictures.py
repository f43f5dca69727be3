"""Pictures for stories that came without: photographs nobody here took, and sketches of ours.

The corpora have eight photographs (images/photos, coffee, rocket, hubble). Where an edition wants
more pictures, every third is one of them and the others are drawn (`benchmarks.sketch`) in the
shapes that cameras have: wide, usual, upright, square.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.sketch import SCENES, sketch

_SHAPES = ((1_500, 1_000), (1_600, 900), (960, 1_280), (1_400, 1_050), (1_100, 1_100))
_SINGLE = ("coffee.png", "rocket.jpg", "hubble_deep_field.jpg")
_TURN = 3
"""Of so many pictures one is a photograph."""
_LONG = 1_200
"""Words from which a story that has pictures has two."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture that a story may have: the name of its file, its size in px, whom it is by; its
    photograph, or the scene that is drawn."""

    name: str
    size: tuple[int, int]
    credit: str
    photograph: Path | None = None
    scene: str = ""

    def into(self, media: Path) -> None:
        """Puts its file into a folder, if it is not there yet."""
        file = media / self.name
        if file.exists():
            return
        if self.photograph:
            shutil.copyfile(self.photograph, file)
        else:
            file.write_bytes(sketch(self.scene, *self.size))

    def markdown(self, words: str) -> str:
        """It as a story shows it, with words for its cutline."""
        return f'![{words}](media/{self.name} "{words}. Photo: {self.credit}")'


def shots(corpora: Path) -> Iterator[Shot]:
    """Pictures without end, always the same."""
    photographs, drawn, number = list(_photographs(corpora)), list(_drawn()), 0
    while True:
        if number % _TURN == 0 and photographs:
            yield photographs[number // _TURN % len(photographs)]
        else:
            yield drawn[number % len(drawn)]
        number += 1


def many(words: int) -> int:
    """How many pictures a story of so many words has, if it has any."""
    return 2 if words >= _LONG else 1


def _photographs(corpora: Path) -> Iterator[Shot]:
    from PIL import Image, ImageOps

    images = corpora / "images"
    files = sorted((images / "photos").glob("*.jpg"))
    for file in (*files, *(images / name for name in _SINGLE)):
        with Image.open(file) as image:
            size = ImageOps.exif_transpose(image).size
        yield Shot(
            file.name, size, file.stem.partition("_by_")[2].replace("_", " ") or "NASA", file
        )


def _drawn() -> Iterator[Shot]:
    for width, height in _SHAPES:
        for scene in SCENES:
            name = f"{scene}-{width}x{height}.png"
            yield Shot(name, (width, height), "Bench", None, scene)
