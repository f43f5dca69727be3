"""The walker: what a page paints, with state and place, whatever stands in its content."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name
from support.preflight.files import bytes_of, icc, image, made, new, over, spot, state

from layout.preflight.content.colour import CMYK, GRAY, RGB
from layout.preflight.content.events import Event, Group, Image, Path, Shading, Text
from layout.preflight.content.images import is_image
from layout.preflight.content.operators.run import Readers
from layout.preflight.content.pages import WalkedPage, walk_page, walk_pages
from layout.preflight.content.state import DEEPEST, MOST_OPERATIONS, Budget
from layout.preflight.content.walker import Walker
from layout.preflight.geometry import Box, Matrix, around
from layout.preflight.opened.pdf import leaves, opened
from layout.preflight.opened.unpacked import TooMuch


def walked(data: bytes) -> WalkedPage:
    with opened(data) as pdf:
        return next(iter(walk_pages(pdf)))


def events(content: bytes, *resources) -> tuple[Event, ...]:
    def change(pdf: pikepdf.Pdf) -> None:
        for kind, name, make in resources:
            over(pdf, kind, name, make(pdf))

    return walked(made(content, change)).events


def form(content: bytes, **keys: object):
    return lambda pdf: pdf.make_stream(
        content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 200, 200]), **keys
    )


def near(box: Box) -> tuple[float, ...]:
    return tuple(round(edge, 2) for edge in box)


def test_state_is_saved_and_given_back():
    one, two, three = events(b"q 1 0 0 0 k 0 0 1 1 re f 0 0 1 rg 0 0 1 1 re f Q 0 0 1 1 re f")
    assert one.look.fill.space == CMYK and one.look.fill.values == (1, 0, 0, 0)
    assert two.look.fill.space == RGB
    assert three.look.fill.space == GRAY and three.look.fill.inks == (("Black", 1.0),)


def test_matrices_multiply_from_the_inside():
    (path,) = events(b"2 0 0 2 10 20 cm 1 0 0 1 5 5 cm 0 0 10 10 re f")
    assert near(path.box) == (20, 30, 40, 50)
    assert isinstance(path, Path) and path.rectangle and path.filled and not path.stroked


def test_the_width_of_a_line_is_where_it_is_thinnest():
    (path,) = events(b"3 0 0 0.5 0 0 cm 2 w 0 10 m 50 10 l S")
    assert isinstance(path, Path)
    assert path.line_width == 1 == path.rule_width


def test_what_is_clipped_away_is_not_there():
    content = b"q 0 0 50 50 re W n 20 20 100 100 re f 60 60 9 9 re f Q 60 60 9 9 re f"
    one, two = events(content)
    assert near(one.box) == (20, 20, 50, 50)
    assert near(two.box) == (60, 60, 69, 69)


def test_a_rectangle_is_one_by_its_corners():
    def is_one(content: bytes) -> bool:
        (path,) = events(content)
        assert isinstance(path, Path)
        return path.rectangle

    assert is_one(b"0 0 m 9 0 l 9 9 l 0 9 l h f")
    assert is_one(b"0 0 m 0 9 l 9 9 l 9 0 l 0 0 l f")
    assert not is_one(b"0 0 m 9 0 l 0 9 l 9 9 l h f")
    assert not is_one(b"0 0 m 9 9 l 9 0 l h f")
    assert not is_one(b"0 0 5 5 re 9 9 5 5 re f")
    assert not is_one(b"q .7 .7 -.7 .7 50 50 cm 0 0 9 9 re f Q")


def test_text_has_its_size_and_place_on_the_page():
    content = b"2 0 0 2 0 0 cm BT /F 10 Tf 5 5 Td (AB) Tj (C) Tj T* ET"
    one, two = (each for each in events(content) if isinstance(each, Text))
    assert (one.size, one.mode, one.codes, one.font.name) == (20, 0, b"AB", "Sans")
    assert near(one.box) == (10, 5, 30, 25)  # two letters of 500, reach 750 and -250 of 1000
    assert near(two.box)[0] == 30


def test_text_moves_on_by_widths_spaces_and_kerns():
    content = b"BT /F 10 Tf 1 Tc 2 Tw 50 Tz (A ) Tj [(B) -1000 (C)] TJ ET"
    one, two = (each for each in events(content) if isinstance(each, Text))
    assert near(one.box)[2] == 7  # ((5 + 1) + (5 + 1 + 2)) / 2
    assert near(two.box)[2] == 7 + (6 + 10 + 6) / 2


def test_lines_of_text_go_by_leading():
    content = (
        b"BT /F 10 Tf 12 TL 0 100 Td (A) Tj T* (B) Tj (C) ' 3 4 (D) \" 0 -20 TD (E) Tj T* (F) Tj ET"
    )
    feet = [round(each.box.foot + 2.5, 2) for each in events(content)]
    assert feet == [100, 88, 76, 64, 44, 24]


def test_text_of_two_byte_codes():
    def wide(pdf: pikepdf.Pdf) -> Dictionary:
        cid = Dictionary(
            Subtype=Name.CIDFontType2,
            BaseFont=Name("/ABCDEF+Wide"),
            DW=250,
            W=Array([1, Array([1000, 500]), 5, 7, 750]),
        )
        return Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([cid]),
        )

    (text,) = events(b"BT /W 10 Tf <000100020005000F> Tj ET", ("Font", "W", wide))
    assert isinstance(text, Text)
    assert text.font.name == "Wide" and not text.font.embedded
    assert near(text.box)[2] == 10 + 5 + 7.5 + 2.5


def test_drawn_glyphs_paint():
    def drawn(pdf: pikepdf.Pdf) -> Dictionary:
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type3,
                FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
                FontBBox=Array([0, 0, 1000, 1000]),
                FirstChar=65,
                Widths=Array([1000, 1000]),
                Encoding=Dictionary(Differences=Array([65, Name.one, Name.two])),
                CharProcs=Dictionary(
                    one=pdf.make_stream(b"1000 0 d0 1 0 0 rg 0 0 500 500 re f"),
                    two=pdf.make_stream(b"1000 0 0 0 1 1 d1 1 0 0 rg 0 0 500 500 re f"),
                ),
            )
        )

    found = events(b"0 1 0 0 k BT /D 10 Tf 20 20 Td (AB) Tj ET", ("Font", "D", drawn))
    text, one, two = found
    assert isinstance(text, Text) and near(text.box) == (20, 20, 40, 30)
    assert near(one.box) == (20, 20, 25, 25) and one.look.fill.space == RGB
    assert near(two.box) == (30, 20, 35, 25) and two.look.fill.space == CMYK


def test_overprint_alpha_blend_and_masks():
    set_ = state(op=True, OPM=1, ca=0.25, CA=0.5, BM=Array([Name.Multiply, Name.Normal]), LW=3)
    over_, after = events(
        b"q /S gs 0 0 m 9 9 l B Q 0 0 5 5 re f", ("ExtGState", "S", lambda pdf: set_)
    )
    look = over_.look
    assert (look.fill_overprints, look.stroke_overprints, look.overprint_mode) == (True, False, 1)
    assert (look.fill_alpha, look.stroke_alpha, look.blend) == (0.25, 0.5, "Multiply")
    assert not look.opaque and after.look.opaque
    assert isinstance(over_, Path) and over_.line_width == 3


def test_a_soft_mask_is_walked_and_marked():
    def soft(pdf: pikepdf.Pdf) -> Dictionary:
        group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
        mask = form(b"1 g 0 0 9 9 re f", Group=group, Resources=Dictionary())(pdf)
        return state(SMask=Dictionary(S=Name.Luminosity, G=mask))

    page = walked(made(b"/S gs 0 0 9 9 re f", lambda pdf: over(pdf, "ExtGState", "S", soft(pdf))))
    group, inside, path = page.events
    assert isinstance(group, Group) and group.use == "luminosity" and group.space == GRAY
    assert inside.held.masking and not path.held.masking and path.look.masked
    assert list(page.painted()) == [path]


def test_forms_are_walked_in_their_place():
    inner = form(b"0 0 10 10 re f", Matrix=Array([1, 0, 0, 1, 5, 5]), Resources=Dictionary())
    (path,) = events(b"2 0 0 2 0 0 cm /S Do", ("XObject", "S", inner))
    assert near(path.box) == (10, 10, 30, 30) and path.held.depth == 1


def test_a_form_without_resources_has_those_around_it():
    (text,) = events(b"/S Do", ("XObject", "S", form(b"BT /F 10 Tf (A) Tj ET")))
    assert isinstance(text, Text) and text.font.name == "Sans"


def test_a_form_that_paints_itself_is_painted_once():
    def loop(pdf: pikepdf.Pdf) -> pikepdf.Stream:
        found = pdf.make_indirect(form(b"0 0 9 9 re f /S Do", Resources=Dictionary())(pdf))
        found["/Resources"] = Dictionary(XObject=Dictionary(S=found))
        return found

    page = walked(made(b"/S Do", lambda pdf: over(pdf, "XObject", "S", loop(pdf))))
    assert len(page.events) == 1
    assert page.odd == ("a part of it paints itself",) and not page.stopped


def nested(pdf: pikepdf.Pdf, levels: int, times: int) -> pikepdf.Stream:
    inner = pdf.make_indirect(form(b"0 0 9 9 re f", Resources=Dictionary())(pdf))
    for _ in range(levels):
        resources = Dictionary(XObject=Dictionary(S=inner))
        inner = pdf.make_indirect(form(b"/S Do " * times, Resources=resources)(pdf))
    return inner


def test_a_bomb_of_forms_ends_in_words():
    bomb = made(b"/S Do", lambda pdf: over(pdf, "XObject", "S", nested(pdf, 12, 10)))
    page = walked(bomb)
    assert page.stopped == f"painting a page takes more than {MOST_OPERATIONS:,} operations"
    deep = made(b"/S Do", lambda pdf: over(pdf, "XObject", "S", nested(pdf, DEEPEST + 2, 1)))
    assert walked(deep).stopped == f"forms stand in forms more than {DEEPEST} deep"


def test_a_bomb_of_bytes_ends_in_words():
    def bomb(pdf: pikepdf.Pdf) -> None:
        packed = pdf.make_stream(b" " * 50_000_000)
        pdf.pages[0].obj["/Contents"] = pdf.make_indirect(packed)

    pdf = new()
    bomb(pdf)
    out = io.BytesIO()
    pdf.save(out)
    assert walked(out.getvalue()).stopped == "a part of it unpacks to more than 32 MB"


def test_a_budget_ends():
    budget = Budget(operations=1, events=1, content=1)
    budget.operate()
    with pytest.raises(TooMuch, match="operations"):
        budget.operate()
    budget.happen()
    with pytest.raises(TooMuch, match="things"):
        budget.happen()
    with pytest.raises(TooMuch, match="MB of content"):
        budget.read(2)


def test_images_have_their_resolution():
    (found,) = events(
        b"q 72 0 0 36 10 10 cm /S Do Q", ("XObject", "S", lambda pdf: image(pdf, 100, 100))
    )
    assert isinstance(found, Image)
    assert (found.ppi, found.bits, found.space, found.stencil) == (100, 8, GRAY, False)
    assert near(found.box) == (10, 10, 82, 46)


def test_images_in_content_are_told_too():
    (found,) = events(b"q 72 0 0 72 0 0 cm BI /W 2 /H 1 /CS /RGB /BPC 8 ID abcdef EI Q")
    assert isinstance(found, Image) and found.inline
    assert (found.width, found.height, found.space) == (2, 1, RGB)


def test_stencils_take_the_colour_of_fills():
    content = b"0 1 0 0 k q 72 0 0 72 0 0 cm BI /IM true /W 8 /H 1 ID \xaa EI Q"
    (found,) = events(content)
    assert isinstance(found, Image) and found.stencil and found.bits == 1
    assert found.colours[0][0].inks == (("Magenta", 1.0),)


def test_shadings_and_patterns():
    def shade(pdf: pikepdf.Pdf) -> Dictionary:
        return Dictionary(ShadingType=2, ColorSpace=spot(pdf), Coords=Array([0, 0, 1, 1]))

    def cells(pdf: pikepdf.Pdf) -> pikepdf.Stream:
        return pdf.make_indirect(
            pdf.make_stream(
                b"0 0 1 rg 0 0 5 5 re f",
                PatternType=1,
                PaintType=1,
                BBox=Array([0, 0, 5, 5]),
                XStep=5,
                YStep=5,
            )
        )

    found = events(
        b"/S sh /Pattern cs /P scn 0 0 50 50 re f 0 0 60 60 re f",
        ("Shading", "S", shade),
        ("Pattern", "P", cells),
    )
    kinds = [type(each) for each in found]
    assert kinds == [Shading, Path, Path, Path]  # the cell is walked once
    assert found[0].space.names == ("Gold",)
    assert found[1].look.fill.pattern and found[2].held.pattern


def test_spaces_by_name_profile_and_default():
    found = events(
        b"/S cs 1 scn 0 0 1 1 re f /N cs 0 0 1 scn 0 0 1 1 re f /I cs 1 scn 0 0 1 1 re f",
        ("ColorSpace", "S", spot),
        ("ColorSpace", "N", lambda pdf: icc(pdf, "RGB ", 3)),
        (
            "ColorSpace",
            "I",
            lambda pdf: Array(
                [Name.Indexed, Name.DeviceCMYK, 1, pikepdf.String(b"\0" * 4 + b"\xff" * 4)]
            ),
        ),
    )
    assert found[0].look.fill.inks == (("Gold", 1.0),)
    assert found[1].look.fill.space.kind == "rgb" and found[1].look.fill.inks is None
    assert found[2].look.fill.total == 4
    (by_default,) = events(
        b"1 0 0 rg 0 0 1 1 re f", ("ColorSpace", "DefaultRGB", lambda pdf: icc(pdf, "RGB ", 3))
    )
    assert by_default.look.fill.space.family == "ICCBased"


def test_layers_that_are_off_are_not_painted():
    def change(pdf: pikepdf.Pdf) -> None:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=pikepdf.String("Draft")))
        pdf.Root["/OCProperties"] = Dictionary(
            OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]))
        )
        over(pdf, "Properties", "L", layer)
        over(pdf, "XObject", "S", form(b"0 0 9 9 re f", OC=layer)(pdf))

    content = b"/OC /L BDC 0 0 9 9 re f EMC /S Do /P <</MCID 3>> BDC 1 1 2 2 re f EMC"
    (found,) = walked(made(content, change)).events
    assert found.held.marks[0].tag == "P" and found.held.marks[0].mcid == 3


def test_a_stream_is_an_image_or_not():
    pdf = new()
    assert is_image(image(pdf, 1, 1)) and not is_image(form(b"")(pdf)) and not is_image(None)


def test_one_page_is_walked_by_itself():
    with opened(made(b"0 0 9 9 re f")) as pdf:
        assert len(walk_page(leaves(pdf)[0], Readers()).events) == 1


def test_a_walker_starts_with_nothing():
    walker = Walker(Readers())
    walker.page([], Dictionary(), Box(0, 0, 9, 9))
    assert (walker.events, walker.odd, walker.stopped) == ([], [], "")


TOKENS = st.sampled_from(
    b"q Q cm gs w re m l c h f S B W n cs CS sc scn SCN g rg k K sh Do BT ET Tf Td Tm Tj TJ ' T* "
    b"BMC BDC EMC d0 d1 BI ID EI 0 1 -3.5 1e9 99999999999999999999 /F /S /X /Pattern (a) <41> [ ] "
    b"[(a)-5] << >> <</MCID(x)>> true null % \xff".split()
)


@given(st.lists(TOKENS, max_size=60))
def test_any_tokens_are_walked_without_an_error(tokens):
    page = walked(made(b" ".join(tokens)))
    assert all(edge == edge for event in page.events for edge in event.box)


COORDINATES = st.integers(-50, 250)
STEPS = st.one_of(
    st.tuples(st.just("re"), COORDINATES, COORDINATES, st.integers(1, 90), st.integers(1, 90)),
    st.tuples(
        st.just("cm"), *[st.sampled_from([-1.5, -1, 0.5, 1, 2])] * 2, COORDINATES, COORDINATES
    ),
    st.just(("q",)),
    st.just(("Q",)),
)


def written(steps) -> bytes:
    parts, depth = [], 0
    for name, *terms in steps:
        if name == "re":
            parts.append("{} {} {} {} re f".format(*terms))
        elif name == "cm":
            parts.append("{} 0 0 {} {} {} cm".format(*terms))
        elif name == "q" or depth:
            depth += 1 if name == "q" else -1
            parts.append(name)
    return " ".join(parts).encode()


@given(st.lists(STEPS, max_size=25))
def test_paths_stand_where_pdfium_has_them(steps):
    """The law of the walker: places are those of another reader."""
    pdf = new(written(steps))
    huge = Array([-40_000, -40_000, 40_000, 40_000])  # nothing is cut
    pdf.pages[0].obj["/MediaBox"] = pdf.pages[0].obj["/TrimBox"] = huge
    data = bytes_of(pdf)
    document = pypdfium2.PdfDocument(data)
    try:
        theirs = [each.get_bounds() for each in document[0].get_objects()]
    finally:
        document.close()
    ours = [event.box for event in walked(data).events]
    seen = [(a, b) for a, b in zip(ours, theirs, strict=False)]
    if all(abs(edge) < 40_000 for box in theirs for edge in box):
        assert len(ours) == len(theirs)
        for mine, other in seen:
            assert max(abs(a - b) for a, b in zip(mine, other, strict=True)) < 0.02


def test_boxes_and_matrices():
    assert around([]).empty and around([(1, 2), (3, 0)]) == Box(1, 0, 3, 2)
    assert Matrix(0, 2, -3, 0, 0, 0).upright and not Matrix(1, 1, 0, 1, 0, 0).upright
    assert Matrix(2, 0, 0, 3, 0, 0).thinnest == 2
    assert Matrix(1, 0, 5, 1, 0, 0).depth == 1
    assert Matrix(1e300, 0, 0, 1e300, 0, 0).then(Matrix(1e300, 0, 0, 1, 0, 0)).at(1, 1)[0] == 1e9
