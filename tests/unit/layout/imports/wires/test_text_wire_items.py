"""Text wires: IPTC 7901 with dpa's heads, ANPA 1312 as AP sends it."""

import datetime

from support.imports.wire_files import findings_in, item_in, items_in, left_out, texts

from layout.imports.item import Status
from layout.imports.source import source_of
from layout.imports.wires.plain_copy import copy_of_text, is_rule
from layout.imports.wires.text_wires.anpa_1312 import read_anpa_1312
from layout.imports.wires.text_wires.characters import text_of_wire
from layout.imports.wires.text_wires.iptc_7901 import read_iptc_7901
from layout.story.block import Crosshead, Divider, Listing, Table


def dpa(head: str = "Ferry is back\nBy Ana Ruiz =", copy: str = "") -> str:
    copy = copy or "Puerto Alba (dpa) - The ferry is back\non the bay.\n\nAll is well."
    text = (
        f"\x01eca0003 3 i 12  dpa 0045\n\nEcuador/ferry/\n\x02{head}\n\n{copy}\n\n# Notebook\n\n"
        "## Note to editors\n- adds quote\n\ndpa ar lt\n\n\x03212322 GMT Nov 18\n\x7f\x7f\x04"
    )
    return text.replace("\n", "\r\n")


def test_a_wire_of_dpa_is_an_item() -> None:
    item = item_in(dpa("REFILE\n1ST LEAD\nFerry is\nback\nBy Ana Ruiz ="))
    head = item.head
    assert (item.key, item.version) == (
        "iptc7901 dpa Ecuador/ferry 2018-11-21",
        "2018-11-21T23:22:00",
    )
    assert "".join(run.text for run in head.headline) == "Ferry is back"
    assert (head.byline, head.dateline) == ("By Ana Ruiz, dpa", "Puerto Alba (dpa)")
    assert head.date == datetime.datetime(2018, 11, 21, 23, 22, tzinfo=datetime.UTC)
    assert (head.section, head.tags, head.rank) == ("International", ("Ecuador", "ferry"), 2)
    assert texts(item) == ["The ferry is back on the bay.", "All is well."]
    assert left_out(item) == {
        "a mark of the version": ["REFILE", "1ST LEAD"],
        "a note to editors": ["# Notebook ## Note to editors - adds quote dpa ar lt"],
    }


def test_a_later_lead_has_the_same_key_and_a_version_that_is_greater() -> None:
    one, two = item_in(dpa()), item_in(dpa("2ND LEAD\nMore ferries =").replace("2322", "2359"))
    assert one.key == two.key
    assert one.version < two.version


def test_kills_corrections_and_embargoes_stand_in_the_head() -> None:
    assert item_in(dpa("KILL\nFerry is back =")).status is Status.KILLED
    assert item_in(dpa("KILL BILL IS BACK AGAIN IN CINEMAS NOW =")).status is Status.PUBLISHED
    codes = [each.code for each in findings_in(dpa("CORRECTION\nFerry is back ="))]
    assert "corrected" in codes
    held = item_in(dpa("Sperrfrist: 22. November 2018, 10.00 Uhr\nFerry is back ="))
    assert str(held.head.embargo) == "2018-11-22 10:00:00"
    assert "".join(run.text for run in held.head.headline) == "Ferry is back"
    assert "embargo" in [each.code for each in findings_in(dpa("Sperrfrist: bald\nFerry ="))]


def test_a_head_without_its_sign_ends_at_a_blank_line() -> None:
    item = item_in(dpa("Ferry is back\nBy Ana Ruiz"))
    assert item.head.byline == "By Ana Ruiz, dpa"
    assert texts(item)[0] == "The ferry is back on the bay."


def test_several_messages_are_several_items() -> None:
    assert len(items_in(dpa() + dpa().replace("ferry/", "pier/"))) == 2


def test_letters_are_told_and_read_in_the_encodings_of_wires() -> None:
    latin = dpa().replace("bay", "bahía").encode("latin-1")
    assert "encoding" in [each.code for each in findings_in(latin)]
    assert "bahía" in texts(item_in(latin))[0]
    accents = dpa().replace("bay", "MXuller, JXose, LXea").encode()
    accents = (
        accents.replace(b"MXu", b"M\xc8u").replace(b"JXo", b"J\xc2o").replace(b"LXe", b"L\xc2e")
    )
    assert "Müller, Jóse, Léa" in texts(item_in(accents))[0]
    assert text_of_wire(source_of("SÃO SÃO".encode("latin-1"), "x"))[0].text == "SÃO SÃO"


ANPA = (
    "\x16\x16\x01AW2870\x1f_asian\nr i\x13\x11 BC-EC--Ferry  05-06 0012\n"
    "\x02^BC-EC--Ferry, 1st Ld-Writethru,{count}<\n^Ferry is back on the bay<\n"
    "^AP Photo XNP101<\n^Eds: With AP Photos.<\n^EDITOR'S NOTE _ One of three parts.<\n"
    "^Boats sail twice a day, the harbour board says.<\n^By ANA RUIZ=\n^Associated Press=\n"
    "\t   PUERTO ALBA, Ecuador (AP) _ The ``ferry'' is back _ at last.\n \n"
    "\t   All is well,\nsay all.\n^RESULTS=\n"
    "\b^\x1f\x1e W\x1e \x1e L\n\bTampa\x10 Bay\x1f\x1e 73\x1e \x1e 16{{\n\t   ___\n"
    "\t   The end.\n\n"
    "\t   \x03AP-WF-05-06-24 1509GMT<\n\n\x0c\n\x04"
)


def test_a_wire_of_ap_is_an_item() -> None:
    item = item_in(ANPA.format(count=20))
    head = item.head
    assert (item.key, item.version) == ("anpa1312 BC-EC--Ferry 2024-05-06", "2024-05-06T15:09:00")
    assert "".join(run.text for run in head.headline) == "Ferry is back on the bay"
    assert "".join(run.text for run in head.deck).startswith("Boats sail twice")
    assert head.byline == "By ANA RUIZ, Associated Press"
    assert head.dateline == "PUERTO ALBA, Ecuador (AP)"
    assert (head.section, head.rank, head.slug) == ("International", 4, "bc-ec-ferry")
    assert texts(item)[:2] == ["The “ferry” is back — at last.", "All is well, say all."]
    assert texts(item)[-1] == "EDITOR'S NOTE — One of three parts."
    assert left_out(item) == {
        "the keyword line": ["BC-EC--Ferry, 1st Ld-Writethru,20"],
        "a note to editors": ["AP Photo XNP101", "Eds: With AP Photos."],
    }


def test_tables_and_centred_lines_of_ap_are_tables_and_crossheads() -> None:
    pieces = item_in(ANPA.format(count=20)).copy.pieces
    table = next(piece for piece in pieces if isinstance(piece, Table))
    rows = [
        ["".join(run.text for run in cell) for cell in row] for row in (table.head, *table.rows)
    ]
    assert rows == [["", "W", "L"], ["Tampa Bay", "73", "16½"]]
    assert [type(piece) for piece in pieces if not hasattr(piece, "runs")] == [Table, Divider]
    assert any(isinstance(piece, Crosshead) for piece in pieces)


def test_ap_takes_stories_back_in_the_keyword_line_alone() -> None:
    killed = ANPA.replace("1st Ld-Writethru", "KILL").format(count=20)
    assert item_in(killed).status is Status.KILLED
    alive = ANPA.replace("Ferry is back", "TWO KILLED ON FERRY").format(count=20)
    assert item_in(alive).status is Status.PUBLISHED


def test_a_list_of_headlines_is_copy_and_flashes_are_short() -> None:
    text = "\x16\x16\x01AV46\x1f_\nf e\x13\x11 AP-Top  05-06 0121\n".replace("AV46", "AV4644")
    text += "\x02*9006< ^AP-Top,0008<\n^AP Top News<\n^One thing happened<\n^Another did<\n\x03"
    item = item_in(text)
    assert texts(item) == ["One thing happened", "Another did"]
    assert item.head.rank == 1
    assert left_out(item)["the number of the message"] == ["9006"]
    long = text.replace("^Another did", "^" + "Another did " * 40)
    assert item_in(long).head.rank == 4


def test_words_that_are_gone_are_told() -> None:
    codes = [each.code for each in findings_in(ANPA.format(count=900))]
    assert "fewer-words" in codes
    assert findings_in(ANPA.format(count=20)) == []


def test_a_wire_without_a_header_is_told() -> None:
    for reader in (read_iptc_7901, read_anpa_1312):
        (finding,) = reader(source_of(b"\x01nothing", "x"))
        assert "without a header" in str(finding)


def paragraphs(text: str) -> list[str]:
    return [
        "".join(run.text for run in getattr(piece, "runs", ()))
        for piece in copy_of_text(text).pieces
    ]


def test_paragraphs_are_told_by_blank_lines_indents_or_lines() -> None:
    assert paragraphs("One\ntwo.\n\nThree.") == ["One two.", "Three."]
    wrapped = "   One line that is as long as the others are, this\none goes on with it.\n"
    assert len(paragraphs(wrapped * 3)) == 3
    long = "A line of its own that is far longer than any wire would break it at. " * 2
    assert len(paragraphs(f"{long}\n{long}")) == 2


def test_lists_rules_and_tables_are_what_they_are() -> None:
    pieces = copy_of_text("Text.\n\n- one\n- two\n  and more\n\n* * *\n\nEnd.").pieces
    assert [type(piece).__name__ for piece in pieces] == [
        "Paragraph",
        "Listing",
        "Divider",
        "Paragraph",
    ]
    assert isinstance(pieces[1], Listing)
    assert ["".join(run.text for run in item) for item in pieces[1].items] == [
        "one",
        "two and more",
    ]
    assert paragraphs("Aves    1   2\nBraga   3   4\n\nEnd.") == ["Aves 1 2", "Braga 3 4", "End."]
    assert is_rule("-0-")
    assert not is_rule("- 0")
