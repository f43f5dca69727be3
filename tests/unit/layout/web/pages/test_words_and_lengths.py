"""What pages have that nobody wrote, by language; lengths as CSS has them; stamps of files."""

from __future__ import annotations

from dataclasses import astuple, fields

import pytest

from layout.web.ads.house_designs import design_of, house_words
from layout.web.cards.site_words import SiteWording, site_wording_of
from layout.web.html.relative_lengths import INSIDE, at_least, rem, wide
from layout.web.measure.content_stamp import stamp
from layout.web.measure.page_words import Wording, wording_of
from layout.web.pages.site_furniture import ALONE, Furniture, Link


@pytest.mark.parametrize("of", [wording_of, site_wording_of])
def test_every_phrase_is_there_in_each_language_and_differs(of):
    english, spanish = of("en-GB"), of("ES-ec")
    assert all(astuple(english)) and all(astuple(spanish))
    assert of("nl").skip == of("").skip == english.skip and of("es").skip == spanish.skip
    same = {"hint", "feed", "language"}
    for each in fields(english):
        if each.name not in same:
            assert getattr(english, each.name) != getattr(spanish, each.name) or each.name == "home"


def test_counts_have_a_singular():
    assert [wording_of("en").comments_of(n) for n in (0, 1, 6)] == [
        *("0 comments", "1 comment", "6 comments")
    ]
    assert wording_of("es").comments_of(1) == "1 comentario"
    assert isinstance(wording_of("en"), Wording) and isinstance(site_wording_of("en"), SiteWording)
    assert site_wording_of("es").more.format(section="Deportes") == "Más de Deportes"


def test_house_ads_name_the_paper_and_never_repeat_on_a_short_page():
    for language in ("en", "es-EC"):
        words = house_words("Quay News", language)
        assert all(astuple(words))
        assert "Quay News" in words.print_more and "Quay News" in words.neighbours_more
    assert house_words("Q", "es") != house_words("Q", "en")
    assert len({design_of(number) for number in range(3)}) == 3
    assert design_of(3) == design_of(0) == "house/print.html.j2"


@pytest.mark.parametrize(
    ("px", "css"), [(0, "0"), (1, "1px"), (3, "3px"), (-2, "-2px"), (16, "1rem"), (18, "1.125rem")]
)
def test_lengths_follow_the_readers_size_of_type_but_lines_stay_thin(px, css):
    assert rem(px) == css


def test_what_creatives_need_is_never_less():
    assert at_least(300) == "max(300px,18.75rem)"


@pytest.mark.parametrize(
    ("first", "past", "css"),
    [
        (0, 0, "a{}"),
        (600, 0, "@container page (width>=max(600px,37.5rem)){a{}}"),
        (0, 600, "@container page (width<max(600px,37.5rem)){a{}}"),
        (
            *(600, 980),
            "@container page (width>=max(600px,37.5rem)) and (width<max(980px,61.25rem)){a{}}",
        ),
    ],
)
def test_rules_ask_how_wide_the_page_is(first, past, css):
    assert wide("a{}", first, past) == css and INSIDE == ".page>*"


def test_stamps_differ_where_bytes_do():
    assert stamp(b"") == "e3b0c44298"
    assert len({stamp(bytes([n])) for n in range(50)}) == 50


def test_furniture_names_what_it_sets_in_type():
    sections = (Link("Town", "town/"), Link("Sport", "s/", "page"))
    assert list(Furniture(sections=sections).texts()) == ["Town", "Sport"]
    assert list(ALONE.texts()) == []
