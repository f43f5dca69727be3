"""The story mill: any number of varied stories, made of the sample stories by a seed number.

    python -m benchmarks.story_mill DIR --count 200 --seed 1

The sample stories in seeds/stories are taken apart into blocks, sorted by kind and language, and
put together anew in the shapes that trouble placement and measuring: list articles, headings right
after headings, runs of pictures, one paragraph, thousands of px without a picture, tables, live
pages, link after link. Paragraphs are cut, joined, set in emphasis and salted with web addresses,
figures and long compounds. The same count and seed give the same bytes; a story depends on its
number and the seed alone, so that 200 stories begin with the 60 of a smaller run.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.sketch import SCENES, sketch
from benchmarks.story_blocks import SEEDS, pools
from benchmarks.story_shapes import SHAPES, Mill
from layout.story.as_written import Story
from layout.story.markdown.read_markdown import parse_markdown
from layout.story.read.module_library import fill_modules

SIZES = (
    *((1200, 675), (1200, 800), (900, 900), (600, 900), (1500, 500), (701, 467), (480, 1066)),
    *((240, 180), (120, 120), (561, 373), (1999, 1333)),
)
"""Sizes in px of the pictures drawn for the mill: wide, tall, tiny, odd."""

MODULES = {
    "en": (
        "::: blue_box\n:::",
        "::: digest The Dispatch\nWeek of March 10.\n\n"
        "- Lighthouse goes dark for two nights. [Read more.](https://example.org/lighthouse)\n"
        "- The lagoon that came back. [Read more.](https://example.org/lagoon)\n:::",
        "::: newsletter Subscribe to our newsletter\nOne message a week.\n:::",
    ),
    "es": (
        "::: blue_box\n:::",
        "::: digest Lo más leído\nSemana del 10 de marzo.\n\n"
        "- El mercado viejo abre de noche. [Leer más.](https://example.org/mercado)\n"
        "- El encebollado, paso a paso. [Leer más.](https://example.org/encebollado)\n:::",
        "::: newsletter Suscríbase a nuestro boletín\nUn mensaje por semana.\n:::",
    ),
}


def texts(count: int, seed: int = 1, pictures: Sequence[str] = ()) -> tuple[str, ...]:
    """So many stories as Markdown; `pictures` are addresses, those of the seeds where none."""
    found = tuple(pictures) or tuple(f"media/{scene}.png" for scene in SCENES)
    return tuple(_text(number, seed, found) for number in range(count))


def stories(count: int, seed: int = 1, folder: Path = SEEDS) -> tuple[Story, ...]:
    """So many stories, read as if they lay in a folder: the seeds', or one that `draw` filled."""
    pictures = () if folder == SEEDS else _drawn()
    made = texts(count, seed, pictures)
    read = (parse_markdown(text, str(folder / name_of(at)))[0] for at, text in enumerate(made))
    return tuple(fill_modules(story, {})[0] for story in read)


def write(folder: Path, count: int, seed: int = 1) -> tuple[Path, ...]:
    """Writes stories as files of Markdown, and their pictures, into a folder; gives the files."""
    draw(folder)
    files = []
    for number, text in enumerate(texts(count, seed, _drawn())):
        files.append(folder / name_of(number))
        files[-1].write_text(text, encoding="utf-8")
    return tuple(files)


def draw(folder: Path) -> None:
    """Draws the mill's pictures into the folder's media/."""
    (folder / "media").mkdir(parents=True, exist_ok=True)
    for scene, (width, height) in zip(_scenes(), SIZES, strict=True):
        (folder / "media" / f"{scene}-{width}x{height}.png").write_bytes(
            sketch(scene, width, height)
        )


def name_of(number: int) -> str:
    """The file of a story: "007-live.md"."""
    return f"{number:03}-{SHAPES[number % len(SHAPES)].__name__.strip('_').replace('_', '-')}.md"


def _scenes() -> Iterator[str]:
    names = tuple(SCENES)
    return (names[place % len(names)] for place in range(len(SIZES)))


def _drawn() -> tuple[str, ...]:
    pairs = zip(_scenes(), SIZES, strict=True)
    return tuple(f"media/{scene}-{width}x{height}.png" for scene, (width, height) in pairs)


def _text(number: int, seed: int, pictures: tuple[str, ...]) -> str:
    dice = random.Random(f"{seed}/{number}")
    language = dice.choice(("en", "es"))
    mill = Mill(dice, pools()[language], pictures, random.Random(f"{seed}/{number}/display"))
    blocks = list(SHAPES[number % len(SHAPES)](mill))
    for module in MODULES[language]:
        if dice.random() < 0.5:
            blocks.insert(dice.randint(1, len(blocks)), module)
    return "\n\n".join((_front(mill, language), *blocks, ""))


def _front(mill: Mill, language: str) -> str:
    """Front matter, each key but the headline there or not."""
    heads, dice = mill.pool.heads, mill.dice
    lines = ["---", f"headline: {json.dumps(dice.choice(heads['headline']), ensure_ascii=False)}"]
    for key in ("kicker", "deck", "byline", "dateline", "section", "tags"):
        if dice.random() < 0.8:
            value = dice.choice(heads[key])
            lines.append(f"{key}: {json.dumps(value, ensure_ascii=False)}")
    lines.append(f"date: 2025-03-{dice.randint(1, 28):02}")
    lines.append(f"comments: {dice.choice((0, 1, 14, 1204))}")
    if ads := dice.randint(0, 4):
        lines.append(f"slots: [{', '.join(['google-ad'] * ads)}]")
    return "\n".join((*lines, f"rank: {dice.randint(1, 5)}", f"language: {language}", "---"))


def main() -> None:
    """Writes stories into a folder."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.story_mill")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    print(f"{len(write(asked.folder, asked.count, asked.seed))} stories in {asked.folder}")


if __name__ == "__main__":
    main()
