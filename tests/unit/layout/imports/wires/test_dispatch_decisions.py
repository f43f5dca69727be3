"""What an editor makes of a dispatch: datelines, bylines, ranks, sections, notes, pictures."""

import datetime

import pytest

from layout.imports.item import Copy, Item, LeftOut, Media, Status
from layout.imports.wires.dates import hour_of_day, moment_noted, month_of
from layout.imports.wires.dispatch import Dispatch, Line, Shot, Subject, given_of
from layout.imports.wires.editing import (
    DatelineSigns,
    adds_no_word,
    dateline_off,
    headline_without_mark,
    is_date_only,
    signed,
    tidy,
    without_doubled_heading,
    words_in,
)
from layout.imports.wires.topics import (
    category_name,
    is_top_topic,
    rank_of,
    topic_name,
    urgency_of_priority,
)
from layout.story.block import Crosshead, Paragraph, Picture
from layout.story.run import Emphasis, Run, plain
from slots.finding import Finding, Where

PLACE = Where("wire", 1)


def item(**says: object) -> Item:
    copy = Copy((Paragraph(plain("The ferry is back.")),))
    told = {"copy": copy, "headlines": (Line("Ferry"),), **says}
    (given,) = given_of(Dispatch("key", PLACE, **told))  # type: ignore[arg-type]
    assert isinstance(given, Item)
    return given


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("PUERTO ALBA (AP) — The ferry", "PUERTO ALBA (AP)"),
        ("FORT WASHINGTON, Pa. (AP) _ The ferry", "FORT WASHINGTON, Pa. (AP)"),
        ("OTTAWA - The ferry", "OTTAWA"),
        ("OTTAWA _ The ferry", "OTTAWA"),
        ("Munich (dpa) - The ferry", "Munich (dpa)"),
        ("San Diego (tca/dpa) - The ferry", "San Diego (tca/dpa)"),
        ("Tegucigalpa, Jan 2 (EFE).- The ferry", "Tegucigalpa, Jan 2 (EFE)"),
        (
            "GLASGOW, Scotland, Feb. 01, 2018 (GLOBE NEWSWIRE) -- The ferry",
            "GLASGOW, Scotland, Feb. 01, 2018 (GLOBE NEWSWIRE)",
        ),
        ("(ANSA) - ROMA, 1 LUG - The ferry", "(ANSA) - ROMA, 1 LUG"),
        ("Puerto Alba - The ferry", "Puerto Alba"),
        ("(Puerto Alba, 6 May) The ferry", "Puerto Alba, 6 May"),
        ("The mayor (Labour) - who sails - said", ""),
        ("The ferry - at last - is back", ""),
        ("Munich (dpa) - ", ""),
    ],
)
def test_datelines_of_agencies_are_taken_off_the_copy(text: str, dateline: str) -> None:
    signs = DatelineSigns(located="Puerto Alba")
    line, (paragraph,) = dateline_off((Paragraph(plain(text)),), signs)
    assert line == dateline
    if dateline:
        assert words_in((paragraph,)) == "The ferry"


def test_a_dateline_in_several_runs_is_taken_off_whole() -> None:
    runs = (Run("London "), Run("(dpa)", Emphasis.ITALIC), Run(" - The "), Run("ferry"))
    line, (paragraph,) = dateline_off((Paragraph(runs),), DatelineSigns())
    assert (line, words_in((paragraph,))) == ("London (dpa)", "The ferry")


def test_a_dateline_of_days_alone_is_left_out() -> None:
    told = item(datelines=("2014-07-16 20:15:21 GMT+00:00",), located="Damascus")
    assert told.head.dateline == "Damascus"
    assert [each.what for each in told.copy.left_out] == ["a dateline"]
    assert is_date_only("MARCH 04, 2013")
    assert not is_date_only("MARCH, Cambridgeshire")


def test_a_place_that_the_copy_opens_with_is_not_said_again() -> None:
    copy = Copy((Paragraph(plain("In Puerto Alba the ferry is back.")),))
    assert item(copy=copy, located="Puerto Alba").head.dateline == ""


@pytest.mark.parametrize(
    ("byline", "credit", "language", "printed"),
    [
        ("By Ana Ruiz", "", "en", "By Ana Ruiz"),
        ("Ana Ruiz", "AFP", "en-US", "By Ana Ruiz, AFP"),
        ("Ana Ruiz", "AFP", "fr", "Par Ana Ruiz, AFP"),
        ("Von Ana Ruiz, dpa", "dpa", "de", "Von Ana Ruiz, dpa"),
        ("Ana Ruiz, Press Association", "", "en", "By Ana Ruiz, Press Association"),
        ("ANA RUIZ", "STT–", "fi", "ANA RUIZ, STT"),
        ("", "/ritzau/", "da", "ritzau"),
        ("NTB", "NTB", "nb", "NTB"),
        ("gr/bp", "Agencia EFE", "es", "Agencia EFE"),
        ("No-Data-Available, MAR 04", "", "en", ""),
        ("", "", "", ""),
    ],
)
def test_bylines_are_printed_as_an_editor_would(
    byline: str, credit: str, language: str, printed: str
) -> None:
    assert signed(byline, credit, language)[0] == printed


def test_initials_are_no_byline_and_left_out() -> None:
    assert [each.text for each in item(byline="gr/bp").copy.left_out] == ["gr/bp"]


def test_ranks_follow_urgency_and_priority() -> None:
    assert [rank_of(urgency) for urgency in (None, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9)] == [
        *(None, None, 1, 1, 2, 3, 4, 5, 6, 7, None)
    ]
    assert [urgency_of_priority(letter) for letter in "fbur?"] == [1, 2, 3, 5, None]


def test_sections_are_categories_then_topics_then_letters() -> None:
    topics = (Subject("central bank", "medtop:20000350"), Subject("Politik", "subj:11000000"))
    assert item(subjects=topics).head.section == "Politik"
    filed = (*topics, Subject("Seite drei", "x", category=True))
    assert item(subjects=filed).head.section == "Seite drei"
    assert item(subjects=filed).head.tags == ("central bank", "Politik")
    assert item(subjects=(Subject("", "15054000"),)).head.section == "Sport"
    assert item(category=category_name("f")).head.section == "Business"
    assert (topic_name("http://x/16000000"), is_top_topic("15054000")) == ("Conflict", False)
    assert topic_name("99000000") == ""


def test_further_headlines_and_summaries_have_their_places() -> None:
    lines = (
        Line("Ferry"),
        Line("Ferry", "title"),
        Line("Boat", "print"),
        Line("Town", "kicker"),
        Line("More", "sub"),
        Line("Yet another"),
    )
    told = item(headlines=lines, decks=(Line("A summary."), Line("the FERRY is back")))
    head = told.head
    assert [
        ("".join(run.text for run in each))
        for each in (head.headline, head.print_headline, head.deck)
    ] == ["Ferry", "Boat", "More"]
    assert head.kicker == "Town"
    assert [(each.what, each.text) for each in told.copy.left_out] == [
        ("another headline", "Yet another"),
        ("a summary", "A summary."),
    ]


def test_without_a_headline_the_first_heading_or_the_slug_is_it() -> None:
    copy = Copy((Crosshead(plain("Ferry is back")), Paragraph(plain("Text."))))
    told = item(headlines=(), copy=copy)
    assert "".join(run.text for run in told.head.headline) == "Ferry is back"
    assert len(told.copy.pieces) == 1
    slug = item(headlines=(), slug="ferry/pier/")
    assert "".join(run.text for run in slug.head.headline) == "ferry/pier"


def test_headings_that_say_the_headline_again_go() -> None:
    pieces = (Crosshead(plain("FERRY, is back")), Paragraph(plain("x")))
    assert len(without_doubled_heading(pieces, "Ferry is back!")) == 1
    assert len(without_doubled_heading(pieces, "Other")) == 2


def test_the_first_picture_stands_above_the_copy_and_the_others_below() -> None:
    shots = tuple(
        Shot((f"http://x/{name}",)) for name in ("a/p.jpg", "b/p.jpg?x=1", "a/p.jpg", "c")
    )
    told = item(shots=shots)
    kinds = [type(piece).__name__ for piece in told.copy.pieces]
    assert kinds == ["Picture", "Paragraph", "Picture", "Picture"]
    assert [each.src for each in told.copy.media] == ["media/p.jpg", "media/p-2.jpg", "media/c.jpg"]
    known = Copy((Paragraph(plain("x")),), (Media("media/p.jpg", places=("http://x/a/p.jpg",)),))
    assert not [p for p in item(copy=known, shots=shots[:1]).copy.pieces if isinstance(p, Picture)]


def test_an_embargo_in_a_note_holds_unless_it_is_lifted() -> None:
    held = item(notes=(LeftOut("a note to editors", "Embargoed until 7 May 2024, 0001 GMT"),))
    assert str(held.head.embargo) == "2024-05-07 00:01:00+00:00"
    lifted = item(notes=(LeftOut("a note to editors", "Embargo of 7 May 2024 lifted"),))
    assert lifted.head.embargo is None
    unknown = Dispatch("k", PLACE, notes=(LeftOut("a note to editors", "Embargo: see below"),))
    assert [each.code for each in given_of(unknown) if isinstance(each, Finding)] == [
        "embargo",
        "no-text",
    ]


def test_languages_are_tags_and_tags_are_no_more_than_front_matter_takes() -> None:
    assert [item(language=tag).head.language for tag in ("EN", "nb_NO", "x-default", "")] == [
        *("en", "nb-NO", "", "")
    ]
    told = item(keywords=tuple(f"tag {number}" for number in range(103)))
    assert (len(told.head.tags), len(told.copy.left_out)) == (100, 3)


def test_what_is_left_out_is_said_once() -> None:
    notes = tuple(
        LeftOut("a note", text) for text in ("One two three", "two three", "two  three", "")
    )
    assert [each.text for each in item(notes=notes).copy.left_out] == ["One two three"]


def test_without_text_there_is_a_finding_unless_it_is_killed() -> None:
    empty = Dispatch("key", PLACE, kind="an article", headlines=(Line("Ferry"),))
    (finding,) = given_of(empty)
    assert isinstance(finding, Finding)
    assert finding.message == "an article without text is no story: Ferry"
    killed = item(copy=Copy(), status=Status.KILLED)
    assert (killed.status, killed.copy.pieces) == (Status.KILLED, ())


def test_dates_of_agencies() -> None:
    assert [
        str(moment_noted(text))
        for text in (
            "Embargoed until 0001 GMT, 9 September 2016",
            "Sperrfrist: 12.10.2022 10.00 Uhr",
            "hold for release May 6, 2024",
            "2024-05-06",
            "31.02.2024",
            "soon",
        )
    ] == [
        "2016-09-09 00:01:00+00:00",
        "2022-10-12 10:00:00",
        "2024-05-06",
        "2024-05-06",
        "None",
        "None",
    ]
    assert [month_of(name) for name in ("Okt", "juillet", "juin", "lug", "x")] == [
        10,
        7,
        6,
        7,
        None,
    ]
    day = datetime.date(2024, 5, 6)
    assert hour_of_day(day, "2599", "GMT") is None


def test_text_is_tidied_and_compared_by_its_words() -> None:
    assert tidy("a\x02  b\ud800\n c") == "a b c"
    assert adds_no_word("Pier, pier", "PIER pier ferry")
    assert not adds_no_word("pier pier", "pier")
    assert headline_without_mark("UPDATES are back") == ("", "UPDATES are back")
