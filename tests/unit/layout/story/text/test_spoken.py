"""The files of what newsgrid says: each whole, each in a language that its fonts can set."""

from __future__ import annotations

import datetime
import re

import pytest

from layout.makeup.type.furniture_words import wording
from layout.press.boxes.house_ads import HOUSE_ADS
from layout.story.text.dates import read_date
from layout.story.text.spoken import (
    LANGUAGES,
    comments_of,
    has_words,
    lacking,
    month_called,
    names_of_languages,
    phrases,
    spoken,
)
from layout.story.text.written_dates import day_first_in_figures, write_date, write_day, write_month
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme
from layout.web.ads.house_designs import house_words
from layout.web.cards.site_words import site_wording_of
from layout.web.measure.page_words import wording_of

TWELVE = ("cs", "de", "el", "en", "es", "fi", "fr", "it", "nb", "pt", "ru", "sv")
FILES = sorted(file.stem for file in LANGUAGES.glob("*.toml"))
DAY = datetime.date(2022, 12, 16)


def _texts(tables):
    for value in tables.values():
        if isinstance(value, dict):
            yield from _texts(value)
        else:
            yield from value if isinstance(value, list) else (value,)


def test_there_are_twelve():
    assert sorted({tag.split("-")[0] for tag in FILES}) == list(TWELVE)
    assert all(map(has_words, TWELVE)) and not any(map(has_words, ("nl", "qu", "und", "", "../en")))
    assert names_of_languages().startswith("Czech, English, Finnish")
    assert names_of_languages().endswith("Spanish and Swedish")


@pytest.mark.parametrize("tag", FILES)
def test_none_lacks_a_word_that_english_has(tag):
    assert lacking(tag) == ()
    said = phrases(tag)
    printed = {name: table for name, table in said.items() if name != "quotes"}
    assert all(text.strip() == text for text in _texts(printed)), "no space at an end"
    assert len(said["dates"]["months"]) == 12
    assert wording(tag).continued_on(4)[0].endswith("4")
    assert wording_of(tag).top and site_wording_of(tag).moved
    assert "Quay" in house_words("Quay", tag).print_more


@pytest.mark.parametrize("tag", FILES)
def test_placeholders_are_those_of_english(tag):
    names = re.compile(r"\{\w*\}")
    own, english = phrases(tag), phrases("en")
    for table in ("print", "page", "site", "epaper", "story", "web_house"):
        for name, phrase in english[table].items():
            assert names.findall(own[table][name]) == names.findall(phrase), (table, name)


@pytest.mark.parametrize("tag", FILES)
def test_house_ads_say_the_same_in_every_shape(tag):
    house = phrases(tag)["house"]
    assert set(house) == set(HOUSE_ADS)
    assert len(house["classifieds"]["verbs"]) == 4
    for name, said in house.items():
        if name == "classifieds":
            continue
        assert "|" not in said["strip"] and said["department"]
        for shape in ("tower", "portrait", "landscape"):
            joined = said[shape].replace("-|", "").replace("|", " ")
            if tag not in ("en", "es"):  # theirs are not always word for word the same
                assert joined.replace("-", "") == said["strip"].replace("-", ""), (name, shape)
        if "terms" in said:
            assert said["terms"].count("|") == 2 and "-|" not in said["terms"]


@pytest.mark.parametrize("tag", FILES)
def test_the_fonts_have_every_letter_of_it(tag):
    theme = load_theme()
    foundry = Foundry(theme.fallback)
    for style in ("jump", "folio", "label", "section_head", "web_meta", "web_body"):
        cut = theme.styles[style].cuts[0]
        assert foundry.missing("".join(_texts(phrases(tag))), cut) == ""


@pytest.mark.parametrize("tag", [*FILES, "en-GB", "es-EC", "fr-CH", "de-AT", "no"])
def test_a_date_that_is_written_is_read(tag):
    for month in range(1, 13):
        for day in (1, 16, 28):
            date = datetime.date(2022, month, day)
            read = read_date(write_date(date, tag))
            assert read is not None and read.day == date
            assert "2022" in write_month(date, tag)


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("en", "Friday, December 16, 2022"),
        ("en-GB", "Friday 16 December 2022"),
        ("es-EC", "Viernes, 16 de diciembre de 2022"),
        ("fr", "Vendredi 16 décembre 2022"),
        ("de", "Freitag, 16. Dezember 2022"),
        ("it", "Venerdì 16 dicembre 2022"),
        ("pt-BR", "Sexta-feira, 16 de dezembro de 2022"),
        ("ru", "Пятница, 16 декабря 2022\u202fг."),
        ("el", "Παρασκευή 16 Δεκεμβρίου 2022"),
        ("sv", "Fredag 16 december 2022"),
        ("no", "Fredag 16. desember 2022"),
        ("fi", "Perjantai 16. joulukuuta 2022"),
        ("cs", "Pátek 16. prosince 2022"),
        ("qu", "Viernes, 16 de diciembre de 2022"),
        ("nl", "Friday, December 16, 2022"),
    ],
)
def test_mastheads_have_the_day_of_the_week(tag, written):
    assert write_day(DAY, tag) == written


def test_the_first_of_a_month_is_written_as_people_say_it():
    first = datetime.date(2026, 5, 1)
    assert write_date(first, "fr") == "1er mai 2026"
    assert write_day(first, "fr") == "Vendredi 1er mai 2026"
    assert write_date(first, "pt-BR") == "1º de maio de 2026"
    assert write_date(first, "pt-PT") == "1 de maio de 2026"
    assert write_date(datetime.date(2026, 5, 11), "fr") == "11 mai 2026"


def test_languages_without_words_still_have_their_dates():
    assert write_date(DAY, "nl") == "16 december 2022"
    assert write_date(DAY, "qug") == "16 de diciembre de 2022"
    assert write_date(DAY, "und") == write_date(DAY, "xx-none") == "2022-12-16"
    assert write_month(DAY, "und") == "2022-12"


@pytest.mark.parametrize(
    ("tag", "count", "words"),
    [
        *(("en", 0, "0 comments"), ("en", 1, "1 comment"), ("es", 1, "1 comentario")),
        *(("fr", 0, "0 commentaire"), ("fr", 2, "2 commentaires"), ("pt", 0, "0 comentário")),
        *(("ru", 1, "1 комментарий"), ("ru", 2, "2 комментария"), ("ru", 5, "5 комментариев")),
        *(("ru", 11, "11 комментариев"), ("ru", 21, "21 комментарий"), ("ru", 0, "0 комментариев")),
        *(("cs", 1, "1 komentář"), ("cs", 4, "4 komentáře"), ("cs", 5, "5 komentářů")),
        *(("de", 0, "0 Kommentare"), ("nl", 2, "2 comments"), ("fi", 1_000_000, None)),
    ],
)
def test_counts_have_the_plural_of_their_language(tag, count, words):
    assert comments_of(tag, count) == (words or "1000000 kommenttia")


def test_a_language_is_spoken_by_whoever_reads_it():
    assert [spoken(tag) for tag in ("fr-CH", "no", "qu", "qug", "nl", "PT_br")] == [
        *("fr", "nb", "es", "es", "en", "pt")
    ]
    assert phrases("pt-PT")["site"]["sections"] == "Secções"
    assert phrases("pt-BR")["site"]["sections"] == "Seções"
    assert phrases("pt-PT")["site"]["home"] == phrases("pt")["site"]["home"]


def test_day_comes_first_in_figures_but_for_english():
    assert {tag for tag in TWELVE if not day_first_in_figures(tag)} == {"en"}
    assert month_called("Ιουλίου") == 7 and month_called("listopadu") == 11
