"""Spaces that hold: at these no line is broken, in print and on the web.

    « Il a dit : dix mille euros ? »         what was written, with plain spaces or others
    «_Il a dit_: dix mille euros-?_»         _ U+00A0 of a word's width, - U+202F, narrow
    10-000_km, n°_3, 3_mai, J._K. Rowling    numbers with their units, initials

French, by the Lexique des règles typographiques en usage à l'Imprimerie nationale: a narrow space
before ; ! ? and a word's before : and within « ». Swiss French, by the Guide du typographe: a
narrow one everywhere. Canadian French, by Le guide du rédacteur: as in France, where the writer
has a space; before ; ! ? most writers there have none. No text gets a space that its writer did
not write: one character replaces another, so no offset moves. CLDR has the narrow space in French
numbers; in other languages theirs is a word's. U+202F is half a space wide where a font lacks it
(HarfBuzz and browsers make it so).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from layout.story.as_written import Ask, Story
from layout.story.block import (
    Block,
    Crosshead,
    Embed,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Table,
)
from layout.story.module import Module, ModuleItem
from layout.story.run import Run, Runs, text_of
from layout.story.text.language import primary_of, region_of
from layout.story.text.spoken import has_words, phrases

NO_BREAK = "\u00a0"
NARROW = "\u202f"
"""The spaces that hold: a word's, and a narrow one."""

_ANY = " \u00a0\u2009\u202f"
_UNITS = (
    "km m cm mm µm nm km² m² cm² km³ m³ cm³ ha km/h m/s kg g mg µg t hl l L dl cl ml h min s ms "
    "kW MW GW kWh MWh GWh TWh W V kV Hz kHz MHz GHz J kJ kcal Pa hPa bar dB °C °F ° K % ‰ € $ £ ¥ "
    "₽ CHF EUR USD GBP SEK NOK DKK CZK BRL kr Kč zł KB MB GB TB kB px"
).split()
_MONEY = r"(?:[€$£¥]|\bCHF|\bEUR|\bUSD|\bGBP|R\$|US\$|\bFr\.)"
_GROUPS = r"(?<![\d.,])(?<!\d )\d{1,3}(?:[ \u2009]\d{3}){1,4}(?![\d.]\d|\d|[ \u2009]\d{3}(?!\d))"
"""A number in thousands: in a longer row of figures nobody knows where one ends."""
_CAPITAL = "[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĢĪĶĹĽŁŃŇŐŒŘŚŞŠŤŪŮŰŹŻŽΆΈΉΊΌΎΏΑ-ΩА-ЯЁІЇЄҐ]"


class _Rule(NamedTuple):
    """Where plain spaces hold: all in what a pattern matches become one character."""

    pattern: re.Pattern[str]
    sign: str

    def held(self, text: str) -> str:
        """A text in which they do."""
        return self.pattern.sub(lambda found: _filled(found[0], self.sign), text)


def held(text: str, language: str) -> str:
    """A text with spaces that hold, character for character as long as before.

    >>> held("Il dit : dix mille ?", "fr"), held("10 km from p. 4", "en")
    ('Il dit\\xa0: dix mille\\u202f?', '10\\xa0km from p.\\xa04')
    """
    if primary_of(language) == "fr":
        text = _in_french(text, region_of(language))
    if " " not in text and "\u2009" not in text:
        return text
    for rule in _rules(language) if _HINT.search(text) else ():
        text = rule.held(text)
    return text


def quoted(words: str, language: str) -> str:
    """Words in the quotation marks of a language, with the spaces that it has within them.

    >>> quoted("Oui !", "fr"), quoted("Ja!", "de"), quoted("Yes!", "en")
    ('«\\xa0Oui\\u202f!\\xa0»', '„Ja!“', '“Yes!”')
    """
    opening, closing = phrases(language)["quotes"]
    return held(f"{opening}{words}{closing}", language)


def apart(text: str) -> list[str]:
    """The words of a text as lines may part them: what holds together is one.

    >>> apart("Quoi\\u202f? Dix\\u00a0%")
    ['Quoi\\u202f?', 'Dix\\xa0%']
    """
    return [word for word in text.split(" ") if word]


def freed(text: str) -> str:
    """A text with plain spaces, as it is looked for: "10 km" is found wherever lines may end."""
    return text.replace(NO_BREAK, " ").replace(NARROW, " ")


def _filled(text: str, sign: str) -> str:
    return text.replace(" ", sign).replace("\u2009", sign)


_HINT = re.compile(rf"\d|{_CAPITAL}\. |\b\w{{1,5}}\.? ")
"""Text without any of these has nothing that holds."""

_BEFORE_HIGH = re.compile(rf"(?<=[^{_ANY}])[{_ANY}]+(?=[;!?]+(?:[{_ANY}»”\")\].,…]|$))")
_BEFORE_COLON = re.compile(rf"(?<=[^{_ANY}])[{_ANY}]+(?=:(?:[{_ANY}]|$)|»)")
_AFTER_OPENING = re.compile(rf"(?<=«)[{_ANY}]+(?=[^{_ANY}])")


def _in_french(text: str, region: str) -> str:
    wide = NARROW if region == "CH" else NO_BREAK
    text = _BEFORE_HIGH.sub(lambda found: NARROW * len(found[0]), text)
    text = _BEFORE_COLON.sub(lambda found: wide * len(found[0]), text)
    return _AFTER_OPENING.sub(lambda found: wide * len(found[0]), text)


@cache  # made of the program's own data, which does not change while it runs
def _rules(language: str) -> tuple[_Rule, ...]:
    """What holds in a language: what holds in all, and by its own words if it has a file."""
    group = NARROW if primary_of(language) == "fr" else NO_BREAK
    own = phrases(language) if has_words(language) else {"held": {}, "dates": {}}
    words, months = own["held"], _either(own["dates"].get("months", ()))
    units = _either((*_UNITS, *words.get("units", ())))
    rules = [
        _rule(_GROUPS, group),
        _rule(rf"(?<=\d)[ \u2009](?={units}(?!\w))"),
        _rule(rf"(?<!\w){_MONEY}[ \u2009](?=\d)"),
        _rule(rf"(?<![\w.]){_CAPITAL}\. (?={_CAPITAL})"),
    ]
    if months:
        rules.append(_rule(rf"(?<![\w.,])\d{{1,2}}(?:er|re|º|\.)? (?=(?:de |of )?{months}(?!\w))"))
    if primary_of(language) == "fr":
        rules.append(_rule(r"\d[ \u00a0\u202f]h (?=\d\d(?!\d))"))
    if primary_of(language) == "en":
        rules.append(_rule(rf"(?<!\w){months} (?=\d{{1,2}}(?!\d|[.,:]\d))"))
    if before := words.get("before_numbers"):
        rules.append(_rule(rf"(?<!\w){_either(before)}[ \u2009](?=\d)"))
    if before := words.get("before_names"):
        rules.append(_rule(rf"(?<!\w){_either(before)} (?={_CAPITAL})"))
    if before := words.get("before_words"):
        rules.append(_rule(rf"(?<!\w){_either(before)} (?=\w)"))
    return tuple(rules)


def _rule(pattern: str, sign: str = NO_BREAK) -> _Rule:
    return _Rule(re.compile(pattern), sign)


def _either(words: Iterable[str]) -> str:
    """A pattern of any of these words, the longest first."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, ordered))})" if ordered else ""


def held_runs(runs: Runs, language: str) -> Runs:
    """The same for runs: what a space holds to may stand in the next one."""
    text = text_of(runs)
    done = held(text, language)
    if done == text:
        return runs
    spaced, at = [], 0
    for run in runs:
        spaced.append(Run(done[at : at + len(run.text)], run.emphasis, run.href))
        at += len(run.text)
    return tuple(spaced)


def held_story(story: Story) -> Story:
    """A story with spaces that hold in all that is set in lines: not in its byline, its date and
    its section, by which programs know it."""
    tongue = story.language
    asks = tuple(
        Ask(ask.after, held_module(ask.content, tongue)) if isinstance(ask.content, Module) else ask
        for ask in story.asks
    )
    return replace(
        story,
        headline=held_runs(story.headline, tongue),
        print_headline=held_runs(story.print_headline, tongue),
        deck=held_runs(story.deck, tongue),
        kicker=held(story.kicker, tongue),
        body=tuple(_block(block, tongue) for block in story.body),
        asks=asks,
        promo=story.promo and replace(story.promo, words=held(story.promo.words, tongue)),
    )


def held_module(module: Module, language: str) -> Module:
    """A module with spaces that hold."""
    return replace(
        module,
        title=held_runs(module.title, language),
        note=held_runs(module.note, language),
        blocks=tuple(_block(block, language) for block in module.blocks),
        items=tuple(_item(item, language) for item in module.items),
        success=held(module.success, language),
    )


def _item(item: ModuleItem, language: str) -> ModuleItem:
    return replace(item, runs=held_runs(item.runs, language), link=held(item.link, language))


def _block(block: Block, language: str) -> Block:
    def all_of(rows: tuple[Runs, ...]) -> tuple[Runs, ...]:
        return tuple(held_runs(runs, language) for runs in rows)

    match block:
        case Paragraph() | Crosshead():
            return replace(block, runs=held_runs(block.runs, language))
        case Quote():
            credit = held_runs(block.credit, language)
            return replace(block, paragraphs=all_of(block.paragraphs), credit=credit)
        case Listing():
            return replace(block, items=all_of(block.items))
        case Picture():
            cutline = held_runs(block.cutline, language)
            return replace(block, cutline=cutline, credit=held(block.credit, language))
        case Table():
            rows = tuple(all_of(row) for row in block.rows)
            return replace(block, head=all_of(block.head), rows=rows)
        case Embed():
            return replace(block, title=held(block.title, language))
        case _:
            return block
