"""Which language a text is in, by its commonest words."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from layout.story.text.language import language_of, primary_of, region_of, tag_of
from layout.story.text.no_break import held

CORPORA = Path(__file__).parents[6] / "shared" / "corpora"
FRENCH = sorted(CORPORA.glob("wikinews-fr/*/documents/*.html"))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The council said that it would not be in the harbour on the day of the vote."),
        ("es", "El consejo dijo que no estará en el puerto el día de la votación de los vecinos."),
        ("fr", "Le conseil a dit que le port ne serait pas ouvert pour les bateaux de la ville."),
        (
            "de",
            "Der Rat sagte, dass die Mauer nicht vor dem Winter mit Geld des Landes gebaut ist.",
        ),
        ("it", "Il consiglio ha detto che il porto non è più aperto per le barche della città."),
        (
            "pt",
            "O conselho disse que não há mais obras no porto e que a cidade vai pagar os danos.",
        ),
        ("sv", "Rådet sade att det inte är klart när hamnen ska öppnas för båtar från staden."),
        (
            "nb",
            "Rådet sier at det ikke er klart når havna skal åpnes for båter fra byen, og ble sint.",
        ),
        (
            "fi",
            "Neuvosto kertoo, että satama ei ole auki, mutta se on valmis kun vuosi on ohi.",
        ),
        (
            "cs",
            "Rada se podle starosty sejde v pondělí, ale o přístavu, který je zavřený, se nemluví.",
        ),
        ("ru", "Совет не сказал, что он будет в порту, но как это было и для чего, он не знает."),
        ("el", "Το συμβούλιο δεν είπε πότε θα ανοίξει το λιμάνι της πόλης."),
        (
            "da",
            "Rådet siger at havnen ikke er åben, og det skal blive efter at man har set på det.",
        ),
        ("en", "| P | W | D | L | F–A | Pts |"),
        ("en", "Kawsaypi yuyashpa kishpiriy paktakay allpapachapi kasikllakawsay"),
        ("en", ""),
        ("und", "人人生而自由在尊严和权利上一律平等"),
        ("und", "Рада каже, що порт відкриють"),
    ],
)
def test_a_text_tells_its_language(language, text):
    assert language_of(text) == language


def test_tags_are_read_however_others_write_them():
    assert [tag_of(tag) for tag in ("en_us", "PT-br", "zh-Hant-TW", " de ")] == [
        *("en-US", "pt-BR", "zh-Hant-TW", "de")
    ]
    assert (primary_of("pt_BR"), region_of("pt_BR"), region_of("sr-Latn-RS")) == ("pt", "BR", "RS")
    assert region_of("zh-Hant") == region_of("und") == ""


@pytest.mark.skipif(not FRENCH, reason="shared/corpora/wikinews-fr is not here")
def test_french_news_is_french_and_no_sign_of_it_stands_alone():
    changed = 0
    for file in FRENCH:
        text = html.unescape(re.sub(r"<[^>]*>", " ", file.read_text(encoding="utf-8")))
        assert language_of(text) == "fr", file.name
        for line in text.split("\n"):
            done = held(line, "fr")
            assert len(done) == len(line) and done.split() == line.split()
            alone = re.search(r"\S [;!?](?=\s|$)|\S :(?=\s|$)|« \S|\S »", done)
            assert alone is None, (file.name, alone)
            changed += done != line
    assert changed > 100
