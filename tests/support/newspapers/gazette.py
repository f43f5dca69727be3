"""A small newspaper for tests of sites: some dozens of stories in five sections, two languages,
with and without pictures, decks, kickers and dates. The same every time."""

from __future__ import annotations

import datetime
import random
from pathlib import Path

DAY = datetime.date(2026, 1, 9)
SETTINGS = """\
name = "The Harbour Gazette"
tagline = "News of Puerto Alba, Fridays"
language = "en"
site = "https://gazette.example"
short_address = "gazette.example/r"

[edition]
number = "No. 412"
date = 2026-01-09
price = "$1.50"

[newsletter]
action = "https://gazette.example/newsletter"

[web]
sections = ["Town", "Environment", "Business"]
"""
SECTIONS = ("Town", "Environment", "Town", "Business", "Town", "Sport", "Town", "Opinión")
WORDS = (
    "harbour council ferry storm fishermen market lighthouse school budget river lagoon pier "
    "shrimp bakery library bridge mayor engineers women’s team night tide fare votes plan water "
    "road dry season festival museum boats island clinic nurses teachers responsabilidades strike "
    "harvest coffee cacao rain flood «mañana» niñez 24/7 well-known"
).split()


def gazette(folder: Path, count: int = 26, settings: str = SETTINGS) -> Path:
    """A publication of so many stories in a folder; gives the folder."""
    (folder / "stories" / "media").mkdir(parents=True)
    (folder / "newsgrid.toml").write_text(settings, encoding="utf-8")
    dice = random.Random(412)
    for number in range(count):
        (folder / "stories" / f"{name(number)}.md").write_text(
            "\n".join(_story(number, dice, folder)), encoding="utf-8"
        )
    return folder


def name(number: int) -> str:
    """The slug of a story by its number."""
    return f"story-{number:02}-{'abcdefghij'[number % 10] * 3}"


def _words(dice: random.Random, count: int) -> str:
    text = " ".join(dice.choice(WORDS) for _ in range(count))
    return text[:1].upper() + text[1:]


def _story(number: int, dice: random.Random, folder: Path):
    age = 0 if number < 9 else (number - 8) * 4
    yield "---"
    yield f'headline: "{_words(dice, dice.randint(3, 11))}"'
    if number % 3:
        yield f"kicker: {_words(dice, dice.choice((1, 1, 1, 5)))}"
    if number % 4:
        yield f"deck: {_words(dice, dice.randint(8, 24))}"
    yield "byline: By Inés Carrasco and Tomás Aguirre"
    if number != 7:
        yield f"date: {DAY - datetime.timedelta(days=age)}"
    yield f"section: {SECTIONS[number % 8]}"
    yield f"rank: {1 + number % 4}"
    yield f"language: {'es' if number % 8 == 7 else 'en'}"
    yield "tags: [harbour]"
    yield "slots: [google-ad]"
    yield "---"
    for part in range(dice.randint(4, 8)):
        yield ""
        yield _words(dice, dice.randint(25, 60)) + "."
        if part == 1 and number % 2 == 0:
            _picture(folder / "stories" / "media" / f"{number}.png", number)
            yield ""
            yield f'![Boats in the harbour](media/{number}.png "The *harbour* at noon.")'


def _picture(file: Path, number: int) -> None:
    """A picture of some size and colour: wide, square or upright."""
    from PIL import Image, ImageDraw

    size = ((900, 600), (700, 700), (420, 900), (240, 160))[number // 2 % 4]
    image = Image.new("RGB", size, (40 + number * 7 % 180, 90, 140))
    ImageDraw.Draw(image).ellipse((40, 40, size[0] - 40, size[1] - 40), fill=(230, 200, 120))
    image.save(file)
