"""Stories of about 1,000 words, the same every time and no two alike: what the web bench plans.

Each is a slice of one long stretch of prose, so they share a newspaper's vocabulary but no
sentence. Every story has crossheads, a picture, a list, a quote, links and emphasis, and asks for
two ads, a Blue Box, a digest and a sign-up; one in three has a table or a pull quote besides.
"""

from __future__ import annotations

import random
from pathlib import Path

from benchmarks.prose import words
from layout.story.as_written import Story
from layout.story.read.any_format import read_story
from layout.story.read.module_library import fill_modules

LENGTH = 1_000
"""Words of body text of each story."""

HEAD = """\
---
headline: {headline}
kicker: Harbour
deck: {deck}
byline: By Ana Torres
dateline: PUERTO ALBA
date: 2026-11-24
section: News
tags: [harbour, council]
comments: 6
language: en
slots: [google-ad, google-ad]
---

"""
TAIL = """\
::: digest The Dispatch
Week of November 24.

- {digest}. [Read more.](https://example.org/one)
- {digest}. [Read more.](https://example.org/two)
:::

::: newsletter Subscribe to our newsletter
One message a week.
:::
"""


def stories(count: int, folder: Path) -> list[Story]:
    """So many stories, written into a folder as Markdown and read from there."""
    _pictures(folder)
    copy = words(count * (LENGTH + 200), seed=7)
    chance = random.Random(3)
    found = []
    for number in range(count):
        start = number * (LENGTH + 200)
        file = folder / f"story-{number:03}.md"
        text = _story(copy[start : start + LENGTH + 200], chance, number)
        file.write_text(text, encoding="utf-8")
        found.append(fill_modules(read_story(file)[0], {})[0])
    return found


def _pictures(folder: Path) -> None:
    """Three pictures of different shapes."""
    from PIL import Image

    for name, size in (("wide", (1200, 675)), ("tall", (800, 1000)), ("small", (300, 200))):
        Image.new("RGB", size, (90, 120, 140)).save(folder / f"{name}.png")


def _story(copy: list[str], chance: random.Random, number: int) -> str:
    """The Markdown of one story: body text from the front of the copy, all else from its back."""
    body, rest = copy[:LENGTH], copy[LENGTH:]

    def take(count: int) -> str:
        text = " ".join(rest[:count])
        del rest[:count]
        return text[0].upper() + text[1:].rstrip(",.")

    blocks = _paragraphs(body, chance)
    for place in range(4 + chance.randint(0, 2), len(blocks) - 2, chance.randint(5, 7)):
        blocks[place] = f"## {take(chance.randint(2, 5))}\n\n{blocks[place]}"
    extras = [
        f"![A picture](./{chance.choice(('wide', 'tall', 'small'))}.png)\n\n"
        f"*{take(14)}. Photo: Tomás Aguirre*",
        "\n".join(f"- {take(chance.randint(4, 9))}" for _ in range(chance.randint(2, 4))),
        f"> {take(22)}.\n> — Baltasar Ruiz",
        f"::: blue_box {take(4)}\n{take(30)}.\n:::",
    ]
    if number % 3 == 1:
        extras.append("| Place | Share |\n| --- | ---: |\n| Tulcán | 12.5% |\n| Machala | 9% |")
    if number % 3 == 2:
        extras.append(f"::: pull_quote\n{take(9)}.\n:::")
    places = sorted(chance.sample(range(2, len(blocks) - 1), len(extras)), reverse=True)
    for place, extra in zip(places, extras, strict=True):
        blocks.insert(place, extra)
    head = HEAD.format(headline=take(9), deck=take(16))
    return head + "\n\n".join(blocks) + "\n\n" + TAIL.format(digest=take(10))


def _paragraphs(body: list[str], chance: random.Random) -> list[str]:
    """Paragraphs of 25 to 75 words, one in four with a link and a word in italics."""
    found = []
    while body:
        length = chance.randint(25, 75)
        part, body = body[:length], body[length:]
        if chance.random() < 0.25 and len(part) > 12:
            part[4] = f"[{part[4]}"
            part[6] = f"{part[6]}](https://example.org/)"
            part[10] = f"*{part[10]}*"
        text = " ".join(part).rstrip(",.") + "."
        found.append(text[0].upper() + text[1:])
    return found
