"""Every word of a page is in one zone, in order, where a reader taps it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.epaper.checked_zones import words_of, zone_problems
from support.epaper.sample_epaper import Sample, sample_of, usual_newspaper

from layout.epaper.zones.printed_words import text_of_blocks
from layout.epaper.zones.zone import Zone

pytestmark = pytest.mark.slow


def _zones(sample: Sample, kind: str) -> list[Zone]:
    return [zone for page in sample.zoned for zone in page.zones if zone.kind == kind]


def test_each_word_is_in_one_zone_in_order(sample: Sample):
    assert list(zone_problems(sample.made, sample.zoned, sample.pdf)) == []
    assert len(words_of(sample.zoned)) > 2_500


def test_so_it_is_on_the_pages_of_the_sample(tmp_path):
    usual = sample_of(usual_newspaper(tmp_path / "paper"))
    assert list(zone_problems(usual.made, usual.zoned, usual.pdf)) == []


def test_the_checker_finds_what_is_planted(sample: Sample):
    """A zone that is lost, told twice, of another place, or has lost a word."""
    page = next(page for page in sample.zoned if any(z.kind == "story" for z in page.zones))
    at = next(i for i, zone in enumerate(page.zones) if zone.kind == "story")
    zone = page.zones[at]
    line = zone.blocks[0].lines[0]
    shorter = replace(line, words=line.words[1:])
    block = replace(zone.blocks[0], lines=(shorter, *zone.blocks[0].lines[1:]))
    away = tuple(tuple((x + 2_000_000, y) for x, y in polygon) for polygon in zone.polygons)
    planted = {
        "lost": [*page.zones[:at], *page.zones[at + 1 :]],
        "twice": [*page.zones, replace(zone, id="again")],
        "away": [*page.zones[:at], replace(zone, polygons=away), *page.zones[at + 1 :]],
        "short": [
            *(*page.zones[:at], replace(zone, blocks=(block, *zone.blocks[1:]))),
            *page.zones[at + 1 :],
        ],
    }
    for name, zones in planted.items():
        pages = [replace(p, zones=tuple(zones)) if p is page else p for p in sample.zoned]
        assert list(zone_problems(sample.made, pages, sample.pdf)), name


def test_zones_have_their_kinds(sample: Sample):
    for kind in ("furniture", "story", "picture", "ad", "box"):
        assert _zones(sample, kind), kind
    titles = {zone.title for zone in _zones(sample, "ad")}
    assert {"Quay Bank", "Tide & Sons", "Pier Foods"} <= titles
    assert any(zone.house_ad for zone in _zones(sample, "ad")) == ("The Quay News" in titles)


def test_an_ad_has_its_label_and_the_words_in_its_place(sample: Sample):
    bank = next(zone for zone in _zones(sample, "ad") if zone.title == "Quay Bank")
    assert text_of_blocks(bank.blocks) == "Advertisement"
    sons = next(zone for zone in _zones(sample, "ad") if zone.title == "Tide & Sons")
    assert "Tide & Sons" in text_of_blocks(sons.blocks).replace("\n", " ")


def test_a_picture_has_its_cutline_and_its_words_for_those_who_do_not_see_it(sample: Sample):
    (pier,) = [zone for zone in _zones(sample, "picture") if zone.story == "rich"]
    assert pier.title == "Boats at the pier"
    assert text_of_blocks(pier.blocks).startswith("Boats at the pier on Sunday.")


def test_a_box_belongs_to_its_story(sample: Sample):
    (box,) = _zones(sample, "box")
    assert box.story == "rich"
    assert "Bicycles travel free." in text_of_blocks(box.blocks)


def test_parts_of_a_story_that_jumps_are_joined(sample: Sample):
    joined = [zone for zone in _zones(sample, "story") if zone.after]
    assert joined, "no story of the sample jumps"
    by_id = {zone.id: zone for page in sample.zoned for zone in page.zones}
    for zone in joined:
        later = by_id[zone.after]
        assert (later.before, later.story) == (zone.id, zone.story)
        assert later.page > zone.page
        assert f"page {later.page}" in text_of_blocks(zone.blocks)


def test_words_that_are_broken_read_whole(sample: Sample):
    halves = [word for word in words_of(sample.zoned) if word.half]
    assert halves
    for one, two in zip(halves[::2], halves[1::2], strict=True):
        assert (one.half, two.half) == (1, 2)
        assert one.whole == two.whole == one.text + two.text
    text = " ".join(text_of_blocks(zone.blocks) for zone in _zones(sample, "story"))
    assert all(f"{word.text}-" not in text for word in halves if word.half == 1 and word.hyphen)


def test_languages_are_those_of_stories(sample: Sample):
    spoken = {zone.story: zone.language for zone in _zones(sample, "story")}
    assert spoken["panaderia"] == "es" and spoken["rich"] == "en"


def test_what_leads_on_leads_to_the_page(sample: Sample):
    leading = [
        zone for zone in [*_zones(sample, "index"), *_zones(sample, "promo")] if zone.leads_to
    ]
    assert leading
    assert all(str(zone.leads_to) in text_of_blocks(zone.blocks).split() for zone in leading)
