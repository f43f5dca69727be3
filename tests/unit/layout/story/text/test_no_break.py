"""Spaces that hold: examples as sub-editors have them."""

from __future__ import annotations

import pytest

from layout.story.about import about_of
from layout.story.as_written import Ask, Story
from layout.story.block import Embed, Listing, Paragraph, Picture, Quote, Table
from layout.story.module import Module, ModuleItem
from layout.story.read.any_format import read_story
from layout.story.reading_order import texts_of
from layout.story.run import Emphasis, Run, plain, text_of
from layout.story.text.no_break import held, held_module, held_runs, held_story

# _ is a space that holds, ~ a narrow one


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "«_Il a dit_: dix mille euros~?_»"),
        ("fr-BE", "Oui~! Non~; peut-être… «_ah~!_»"),
        ("fr-CH", "Il dit~: «~oui~»~!"),
        ("fr-CA", "Il dit_: «_oui_»~!"),
        ("fr", "Le 1er_mai, à 15_h_30, 10~000_km, n°_3, M._Dupont, 3_%, art._12"),
        ("fr", "Quoi~?! Vraiment~?..."),
        ("fr", "à 10:30, https://a.example/?b=c, «ainsi», mot: sans"),
        ("en", "What ? No : «yes» it said"),
        ("en", "10_km, 5_million people, No._4, p._12, pp._3-5, $_5, 40_mph, 9_a.m., 3_%"),
        ("en", "3_May and May_3, 2022 but May 2022, may 3 be; J._K._Rowling, the U.S. Senate"),
        ("en", "10_000_000 people; in 2010 200 people; 1 234 567 890 123 456 789 or 5 kmx"),
        ("es", "3_de mayo, 5_millones, N.º_4, pág._3, Sr._Pérez"),
        ("de", "am 3._Mai um 9_Uhr, 5_Mio. Euro, S._4, §_5, Dr._Müller, 20_°C"),
        ("it", "3_maggio, 5_milioni, pag._4"),
        ("pt-BR", "1º_de maio, R$_5, 5_milhões"),
        ("ru", "16_декабря 2022_г., 5_млн руб., №_4, А._С._Пушкин"),
        ("el", "3_Μαΐου, 5_εκατ. ευρώ, σελ._4"),
        ("sv", "3_maj, 10_000_kronor, s._4"),
        ("no", "3._mai, 5_millioner, side_4"),
        ("fi", "3._toukokuuta, 5_miljoonaa, s._4"),
        ("cs", "3._května v_Praze, 5_Kč, č._4"),
        ("nl", "10_km, 3 mei, 10_000"),
        ("und", "10_km"),
    ],
)
def test_what_belongs_together_holds(language, text):
    plain_text = text.replace("_", " ").replace("~", " ")
    done = held(plain_text, language)
    assert done.replace("\u00a0", "_").replace("\u202f", "~") == text
    assert held(done, language) == done and len(done) == len(text)


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f", "\u2009"])
def test_whatever_space_a_french_source_has_it_becomes_the_right_one(space):
    assert held(f"«{space}Quoi{space}?{space}» dit-il{space}: non", "fr") == (
        "«\u00a0Quoi\u202f?\u00a0» dit-il\u00a0: non"
    )


def test_a_space_may_stand_in_one_run_and_what_it_holds_to_in_the_next():
    runs = (Run("« "), Run("Oui", Emphasis.ITALIC, "https://a.example"), Run(" ! »"))
    done = held_runs(runs, "fr")
    assert text_of(done) == "«\u00a0Oui\u202f!\u00a0»"
    assert [(run.emphasis, run.href) for run in done] == [(r.emphasis, r.href) for r in runs]
    assert held_runs(plain("Oui"), "fr") == plain("Oui")


def test_every_text_that_is_set_in_lines_holds():
    said = plain("Oui !")
    module = Module("digest", "d", said, said, (Paragraph(said),), (ModuleItem(said, "Lire !"),))
    body = (
        Paragraph(said),
        Quote((said,), said),
        Listing((said,)),
        Table((said,), ((said,),)),
        Picture("a.png", cutline=said, credit="Photo : X"),
        Embed("https://a.example", "A ?"),
    )
    story = Story(
        "s",
        said,
        body,
        (Ask(1, module),),
        kicker="Non ?",
        deck=said,
        print_headline=said,
        byline="Par J. K. Untel",
        language="fr",
    )
    done = held_story(story)
    assert done.byline == story.byline and "Oui !" in about_of(done).text
    texts = [text for text in texts_of(done) if text and text != done.byline]
    assert len(texts) > 14
    assert all("\u202f" in text or "\u00a0" in text for text in texts)
    assert text_of(done.print_headline) == "Oui\u202f!"
    assert held_module(Module("weather", "w", said), "fr").title == done.headline


def test_stories_are_read_so(tmp_path):
    file = tmp_path / "a.md"
    file.write_text("---\nheadline: Quoi ?\nlanguage: fr\n---\n\nIl a dit : oui !\n", "utf-8")
    story, _ = read_story(file)
    assert text_of(story.headline) == "Quoi\u202f?"
    assert texts_of(story)[-1] == "Il a dit\u00a0: oui\u202f!"
