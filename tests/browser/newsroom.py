"""Paragraphs as a newsroom might write them, made up from a fixed seed: English and Spanish, with
quotes, numbers, web addresses, slashes, compounds, dashes, emphasis and links."""

from __future__ import annotations

import random

from layout.story.run import Emphasis, Run, Runs

ENGLISH = """the a of to and in that harbour council ministers agreed yesterday because drought
reservoirs farmers exported bananas shrimp port authority announced investigation smugglers radar
naval officials deportation documentation newspaper circulation advertisers Guayaquil Machala Manta
Quito Tomorrow Villagers Yasuní Kichwa AVAILABILITY Whether Tariffs Wholesalers affordable office
first official final difficult traffic fluffy waffles efficient Volunteers Away Typhoon Toyota fjord
congress Wednesday rain however meanwhile earlier this week told reporters press conference said
prices rose fell sharply quarter percent vote candidate debate second round runoff ballot""".split()
SPANISH = """el la los las de que en un por con para según además mañana inundación autopista
ministerio consulta población exportación camarón plátano crédito elección campaña asambleísta
candidata vigilancia policía prefectura cantón cañón niñez montaña pingüino Ávila Órgano Índice
también después Cuenca Azuay Loja Tungurahua compañía desempleo agüita jóvenes líderes""".split()
SPECIAL = """24/7 and/or 1998–2004 $5.3-billion 12.5% US$1,200.50 vis-à-vis twenty-first-century
https://www.example.org/2022/12/16/news/u-s-pledges-assistance?utm_source=feed&utm_medium=rss#top
www.cuencahighlife.com user.name+tag@example.co.uk C++ e.g. i.e. 3:45pm p.m./a.m. (sic) [sic]
well-known state-of-the-art anti-narcotics ex-president’s O’Brien rock’n’roll ’80s 50–50 A/B/C
#hashtag @handle 1/2 ½ 20°C −5 -5 €3,50 £40 No.5 §12 “quoted” ‘single’ «comillas» ¿qué? ¡no!
pull-out/push-in 10.1.2-rc1 file_name.txt C:\\Users\\desk key=value;other --dry-run <tag> a|b
antidisestablishmentarianism-and-other-uncommonly-long-compounds Llanfairpwllgwyngyllgogerychwyrn
TÜV ÀÉÎ naïve façade Ñandú São.Paulo don’t we’re 9,000,000 1.000.000,00 3×4 © ™ 100 km/h"""
TOKENS = SPECIAL.split()
DASHES = ("—", " — ", "–", " – ", "… ", "...", " / ", "; ", ": ", ", ", ", ", ", ", ". ")
EMPHASES = (Emphasis.NONE, Emphasis.ITALIC, Emphasis.BOLD, Emphasis.ITALIC | Emphasis.BOLD)


def paragraph(dice: random.Random) -> Runs:
    """One paragraph of 5 to 90 words, one in three with emphasis or links in it."""
    words = dice.choice((ENGLISH, ENGLISH, SPANISH))
    count = dice.randint(5, 90)
    marked = dice.random() < 0.34
    runs: list[Run] = []
    while count > 0:
        stretch = dice.randint(1, 5) if runs and marked and dice.random() < 0.5 else count
        if marked and stretch == count:
            stretch = dice.randint(1, 12)
        text = _clause(dice, words, min(stretch, count))
        emphasis = dice.choice(EMPHASES) if marked else Emphasis.NONE
        href = "https://example.org/" if marked and dice.random() < 0.3 else None
        runs.append(Run(text, emphasis, href))
        count -= stretch
    return tuple(runs)


def paragraphs(count: int, seed: int = 2022) -> tuple[Runs, ...]:
    dice = random.Random(seed)
    return tuple(paragraph(dice) for _ in range(count))


def _clause(dice: random.Random, words: list[str], count: int) -> str:
    parts: list[str] = []
    for _ in range(count):
        token = dice.choice(TOKENS) if dice.random() < 0.08 else dice.choice(words)
        if dice.random() < 0.06:
            token = f"“{token}”" if dice.random() < 0.7 else f"({token})"
        parts.append(token)
        parts.append(dice.choice(DASHES) if dice.random() < 0.15 else " ")
    text = "".join(parts)
    return text if dice.random() < 0.8 else text.rstrip()
