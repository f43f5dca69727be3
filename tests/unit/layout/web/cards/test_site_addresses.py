"""Addresses of a site: readable, stable, safe, and told where two stories want one."""

from __future__ import annotations

import pytest

from layout.web.cards.addresses import address_part, sections_of, with_addresses
from layout.web.cards.story_card import Card


def card(slug: str, section: str = "", file: str = "") -> Card:
    texts = {"summary": "", "kicker": "", "byline": "", "date_text": ""}
    return Card(
        file=file or f"stories/{slug}.md",
        slug=slug,
        headline=(),
        deck=(),
        section=section,
        tags=(),
        rank=1,
        ranked=True,
        leads=True,
        pictured=False,
        language="en",
        date=None,
        words=0,
        **texts,
    )


def paths(*cards: Card, ordered: tuple[str, ...] = ()) -> list[str]:
    sections = sections_of((each.section for each in cards), ordered, "News")
    return [page.path for page in with_addresses(cards, sections, "News")[0]]


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("Opinión y análisis", "opinion-y-analisis"),
        ("../../etc/passwd", "etc-passwd"),
        ("a/b\\c\0d", "a-b-c-d"),
        ("..", address_part("..")),
        ("漢字", address_part("漢字")),
        ("x" * 500, "x" * 80),
    ],
)
def test_a_part_of_an_address_is_small_ascii_and_leads_nowhere_else(name: str, part: str):
    assert address_part(name) == part
    assert 0 < len(part) <= 80 and part.isascii() and not set(part) & set("./\\ ")


def test_sections_stand_in_the_order_given_and_then_by_name():
    names = ["Sport", "town", "Ágora", "Town", "Culture", ""]
    sections = sections_of(names, ("Town", "Gone"), "News")
    assert [each.name for each in sections] == ["Town", "Ágora", "Culture", "News", "Sport"]
    assert sections[0].front == "town/index.html"


def test_sections_named_as_our_own_folders_get_another_one():
    assert paths(card("a", "Assets"), card("b", "R")) == ["assets-news/a.html", "r-news/b.html"]


def test_two_stories_with_one_address_are_told_and_both_are_there():
    twins = (card("flood", "Town", "a.md"), card("flood", "town", "b.md"), card("index", "Town"))
    sections = sections_of((each.section for each in twins), (), "News")
    pages, findings = with_addresses(twins, sections, "News")
    assert [page.path for page in pages] == [
        "town/flood.html",
        "town/flood-2.html",
        "town/index-2.html",
    ]
    assert [finding.code for finding in findings] == ["address-taken"] * 2
    assert findings[0].where.file == "b.md" and "a.md" in findings[0].message
    assert "slug" in findings[0].hint
