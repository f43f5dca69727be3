"""What imported copy has to know of its language: bylines, dates, the language itself."""

from __future__ import annotations

import pytest

from layout.imports.languages import (
    begins_with_by,
    byline_of,
    day_first_in,
    declared_language,
    with_by,
)

ENGLISH = "The harbour was closed and the ferry did not sail, for there was fog on the water. " * 3
SPANISH = "El puerto fue cerrado y los barcos no salieron, porque la niebla no se levantaba. " * 3


@pytest.mark.parametrize(
    ("names", "language", "printed"),
    [
        ([], "en", ""),
        (["Ana", " Ana ", "Luis", "Eva"], "en", "By Ana, Luis and Eva"),
        (["Ana", "Luis"], "", "By Ana and Luis"),
        (["Ana", "Luis"], "pt_BR", "Por Ana e Luis"),
        (["Ana", "Luis", "Isabel"], "es-EC", "Por Ana, Luis e Isabel"),
        (["Ana", "Hiram"], "es", "Por Ana e Hiram"),
        (["Ana", "Hielo"], "es", "Por Ana y Hielo"),
        (["Anna", "Jörg"], "de", "Von Anna und Jörg"),
        (["アナ", "ルイス"], "ja", "アナ, ルイス"),
        (["By Ana"], "es", "By Ana"),
        (["Di Bruno"], "en", "By Di Bruno"),
        (["Di Bruno"], "it", "Di Bruno"),
    ],
)
def test_a_byline_is_written_as_its_language_writes_it(
    names: list[str], language: str, printed: str
) -> None:
    assert byline_of(names, language) == printed


def test_names_that_are_listed_get_the_by_of_a_language_that_is_known() -> None:
    assert with_by("Ana and others", "sv") == "Av Ana and others"
    assert with_by("Ana and others", "ja") == with_by("Ana and others", "") == "Ana and others"
    assert with_by("Text: Ana", "de") == "Text: Ana"


def test_a_first_name_alone_is_no_by() -> None:
    assert begins_with_by("By: Ana", "") and begins_with_by("PER ANA", "ca")
    assert (
        not begins_with_by("Per Ana", "sv")
        and not begins_with_by("Byron Ana", "en")
        and not begins_with_by("By", "")
    )


def test_words_overrule_what_a_source_says_of_its_language() -> None:
    assert declared_language(["en"], SPANISH) == "es"
    assert declared_language(["es-EC"], ENGLISH) == "en"
    assert declared_language(["fr_ca"], ENGLISH) == "fr-CA"
    assert declared_language(["?", ""], ENGLISH) == ""
    assert declared_language(["en"], "Το λιμάνι έκλεισε για μία ημέρα λόγω ομίχλης. " * 5) == "el"
    assert declared_language(["en"], "Гавань закрили через туман увечері. " * 5) == ""
    assert declared_language(["en-US"], "Le port de la ville est fermé par le maire. " * 5) == "fr"


def test_only_spanish_is_sure_of_the_day_before_the_month() -> None:
    assert day_first_in("el puerto de la bahía") is True
    assert day_first_in("the harbour") is None
