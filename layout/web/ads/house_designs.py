"""House ads: what stands in an ad's bed where creatives.toml has nothing for it.

Three designs, each laid out for every bed by CSS container queries (templates/web/house/). Which
one an ad gets follows from its place in the story, so two ads of a page never show the same.
"""

from __future__ import annotations

from dataclasses import dataclass

_DESIGNS = ("print", "neighbours", "letters")


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
    if language.split("-")[0].lower() == "es":
        return HouseWords(
            "Noticias que se pueden doblar.",
            f"{name}, también en papel.",
            "Su tienda, a la vista del barrio.",
            f"Anúnciese en {name}.",
            "Díganos qué piensa.",
            "Cada semana publicamos sus cartas.",
        )
    return HouseWords(
        "News you can fold.",
        f"{name}, in print as well.",
        "Your shop, seen by the neighbours.",
        f"Advertise in {name}.",
        "Tell us what you think.",
        "We print your letters each week.",
    )


def design_of(number: int) -> str:
    """The template of the house ad for a story's ad, counted from 0."""
    return f"house/{_DESIGNS[number % len(_DESIGNS)]}.html.j2"
