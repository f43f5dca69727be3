"""House ads: what stands in an ad's bed where creatives.toml has nothing for it.

Three designs, each laid out for every bed by CSS container queries (templates/web/house/). Which
one an ad gets is said in `house_turns.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

from layout.story.text.spoken import phrases

DESIGNS = ("print", "neighbours", "letters")


@dataclass(frozen=True, slots=True)
class HouseWords:
    """What the designs say, in one language, about one publication."""

    print_line: str
    print_more: str
    neighbours_line: str
    neighbours_more: str
    letters_line: str
    letters_more: str


def house_words(name: str, language: str) -> HouseWords:
    """The words of the house ads of a publication."""
    texts = phrases(language)["web_house"]
    return HouseWords(**{key: phrase.format(name=name) for key, phrase in texts.items()})


def design_of(number: int) -> str:
    """The template of a design, counted from 0."""
    return f"house/{DESIGNS[number % len(DESIGNS)]}.html.j2"
