"""Makes the pictures of the sample weekly's stories: `python seeds/weekly/make/make_pictures.py [NAME ...]`."""

from __future__ import annotations

import sys
from pathlib import Path

import scenes_estuary
import scenes_home
import scenes_indoors
import scenes_shore
import scenes_sport
import scenes_table
import scenes_town
import scenes_work

MEDIA = Path(__file__).resolve().parent.parent / "stories" / "media"
MOST = 128_000  # bytes


def main(names: list[str]) -> None:
    """Makes what is asked for, or all."""
    made = {
        name: draw
        for scenes in (
            scenes_town,
            scenes_shore,
            scenes_work,
            scenes_estuary,
            scenes_home,
            scenes_table,
            scenes_sport,
            scenes_indoors,
        )
        for name, draw in scenes.PICTURES.items()
    }
    for name in names or made:
        picture = made[name]()
        file = MEDIA / f"{name}.jpg"
        for quality in range(82, 30, -4):
            picture.save(file, quality=quality, optimize=True, progressive=True, dpi=(200, 200))
            if file.stat().st_size <= MOST:
                break


if __name__ == "__main__":
    main(sys.argv[1:])
