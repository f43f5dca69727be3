"""Files of others opened with care: whatever is in them, values come out or words."""

from __future__ import annotations

import io
import zlib
from decimal import Decimal

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from support.preflight.files import (
    XMP,
    bytes_of,
    icc,
    made,
    new,
    profile_bytes,
)

from layout.preflight.geometry import Box, Matrix
from layout.preflight.opened import numbers
from layout.preflight.opened.icc import Profile, profile_of
from layout.preflight.opened.objects import Thing, things
from layout.preflight.opened.output_intents import press_intents
from layout.preflight.opened.pdf import (
    LETTER,
    MOST_PAGES,
    Unopenable,
    hidden_layers,
    leaves,
    opened,
)
from layout.preflight.opened.place import Place, place_of
from layout.preflight.opened.unpacked import TooMuch, filters, unpacked
from layout.preflight.opened.xmp import Unmarked, xmp_of
from slots.files.decoding import Undecodable


def test_numbers_whatever_stands_there():
    assert numbers.real(Decimal("1.5")) == 1.5 and numbers.real(10**400) == 1e15
    assert numbers.real(True) == 0 == numbers.real(String("9")) and numbers.real(None, 7) == 7
    assert numbers.reals(Array([1, Name.A, 2.5])) == (1, 0, 2.5) and numbers.reals(5) == ()
    assert (numbers.whole(5), numbers.whole(-5), numbers.whole(True)) == (5, 0, 0)
    assert (numbers.name(Name.A), numbers.name("/A"), numbers.text(Name.A)) == ("A", "", "")
    assert numbers.box(Array([9, 8, 1, 2])) == Box(1, 2, 9, 8) and numbers.box(Array([1])) is None
    assert numbers.matrix(Array([1, 2, 3])) == Matrix()
    assert dict(numbers.entries(Dictionary(A=1))) == {"A": 1} and not dict(numbers.entries(3))
    assert numbers.same(Dictionary()) is None


@pytest.mark.parametrize("data", [b"", b"nothing", b"%PDF-1.4\n%%EOF", b"\x89PNG\r\n"])
def test_what_is_no_pdf_is_refused_in_words(data):
    with pytest.raises(Unopenable, match="cannot be read") as error, opened(data):
        pass
    assert error.value.hint == "export it again from what made it"


def test_a_password_is_asked_for():
    lock = pikepdf.Encryption(owner="o", user="u")
    out = io.BytesIO()
    new().save(out, encryption=lock)
    with pytest.raises(Unopenable, match="it wants a password"), opened(out.getvalue()):
        pass


def test_pages_have_what_is_above_them():
    pdf = new(pages=2)
    pdf.Root.Pages["/MediaBox"] = Array([0, 0, 50, 60])
    del pdf.pages[1].obj["/MediaBox"]
    with opened(bytes_of(pdf)) as found:
        one, two = leaves(found)
        assert (one.number, two.number) == (1, 2)
        assert one.media == (0, 0, 200, 200) and two.media == (0, 0, 50, 60)
        assert two.trim == (0, 0, 200, 200) and len(two.content) == 1


def test_a_tree_of_pages_that_runs_in_circles_ends():
    pdf = new()
    pdf.Root.Pages.Kids.append(pdf.Root.Pages)
    with opened(bytes_of(pdf)) as found:
        assert len(leaves(found)) == 1


def test_no_more_pages_than_are_looked_at():
    pdf = new()
    for _ in range(MOST_PAGES + 5):
        pdf.Root.Pages.Kids.append(pdf.make_indirect(Dictionary(Type=Name.Page)))
    pdf.Root.Pages["/Count"] = MOST_PAGES + 6
    with opened(bytes_of(pdf)) as found:
        assert len(leaves(found)) == MOST_PAGES
        assert leaves(found)[1].media == LETTER


def test_layers_that_are_off():
    pdf = new()
    off = pdf.make_indirect(Dictionary(Type=Name.OCG))
    pdf.Root["/OCProperties"] = Dictionary(OCGs=Array([off]), D=Dictionary(OFF=Array([off, 3])))
    with opened(bytes_of(pdf)) as found:
        assert len(hidden_layers(found)) == 1
    with opened(made()) as found:
        assert not hidden_layers(found)


def test_streams_are_unpacked_to_a_limit():
    pdf = new()
    bomb = zlib.compress(bytes(5_000_000))
    flate = pdf.make_stream(bomb, Filter=Name.FlateDecode)
    assert filters(flate) == ("FlateDecode",)
    assert len(unpacked(flate)) == 5_000_000
    with pytest.raises(TooMuch, match="more than 1 MB"):
        unpacked(flate, 1 << 20)
    with pytest.raises(TooMuch, match="packed by LZWDecode"):
        unpacked(pdf.make_stream(bytes(100), Filter=Name.LZWDecode), 1000)
    with pytest.raises(TooMuch):
        unpacked(pdf.make_stream(bytes(100)), 10)
    with pytest.raises(Undecodable, match="DCTDecode"):
        unpacked(pdf.make_stream(b"x", Filter=Array([Name.FlateDecode, Name.DCTDecode])))
    runs = pdf.make_stream(b"\xff\x41\x80", Filter=Name.RunLengthDecode)
    assert unpacked(runs) == b"AA"


def test_heads_of_profiles():
    pdf = new()
    found = profile_of(icc(pdf)[1])
    assert found == Profile("prtr", "CMYK", 2, found.digest if found else "")
    other = profile_of(pdf.make_stream(profile_bytes("RGB ", "mntr", 4)))
    assert other and (other.kind, other.space, other.version) == ("mntr", "RGB ", 4)
    for broken in (None, pdf.make_stream(b"short"), pdf.make_stream(bytes(200))):
        assert profile_of(broken) is None


def test_xmp_as_names_and_values():
    with opened(made()) as pdf:
        found = xmp_of(pdf)
    assert found["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"
    assert found["dc:title"] == "An ad" and found["pdf:Trapped"] == "False"


ENTITY = XMP.replace("<x:xmpmeta", '<!DOCTYPE a [<!ENTITY b "c">]><x:xmpmeta', 1)


@pytest.mark.parametrize("data", [b"", b"<a>", XMP.replace("</rdf:RDF>", "").encode()])
def test_xmp_that_cannot_be_read(data):
    with (
        opened(
            made(change=lambda pdf: pdf.Root.__setitem__("/Metadata", pdf.make_stream(data)))
        ) as pdf,
        pytest.raises(Unmarked, match="cannot be read"),
    ):
        xmp_of(pdf)


def test_xmp_with_entities_of_its_own_does_no_harm():
    data = ENTITY.replace(">An ad<", ">&b;<").encode()
    with opened(
        made(change=lambda pdf: pdf.Root.__setitem__("/Metadata", pdf.make_stream(data)))
    ) as pdf:
        assert xmp_of(pdf)["dc:title"] == ""


def test_every_dictionary_is_met_once():
    def change(pdf: pikepdf.Pdf) -> None:
        shared = pdf.make_indirect(Dictionary(Mine=Dictionary(Deep=Array([Dictionary(Last=1)]))))
        pdf.Root["/One"] = pdf.Root["/Two"] = shared
        shared["/Circle"] = shared

    with opened(made(change=change)) as pdf:
        found: list[Thing] = list(things(pdf))
    assert sum("/Last" in thing.value for thing in found) == 1
    assert [thing.key for thing in found if "/Deep" in thing.value] == ["/Mine"]


def test_output_intents_for_print():
    with opened(made()) as pdf:
        assert len(press_intents(pdf)) == 1
        pdf.Root["/OutputIntents"] = Array([Dictionary(S=Name.GTS_PDFA1), 5])
        assert press_intents(pdf) == []


TURNED = {
    0: Place(10.0, 0.0, 5.0, 2.5),
    90: Place(68.1, 10.0, 2.5, 5.0),
    180: Place(55.6, 68.1, 5.0, 2.5),
    270: Place(0.0, 55.6, 2.5, 5.0),
}


@pytest.mark.parametrize("turn", TURNED)
def test_places_are_told_as_the_page_is_seen(turn):
    mm = 72 / 25.4
    box = Box(10 * mm, 200 - 2.5 * mm, 15 * mm, 200)
    pdf = new()
    pdf.pages[0].obj["/Rotate"] = turn
    with opened(bytes_of(pdf)) as found:
        assert place_of(box, leaves(found)[0]) == TURNED[turn]
    assert str(TURNED[0]) == "10 mm from the left, 0 mm from the top"
