"""Content in the inks of a press: what is written anew, what stays, what type overprints."""

import io

import pikepdf
import pytest
from support.press.press_files import content_of, in_print, page_of, saved

from layout.preflight.profile import own_profile
from layout.preflight.run import preflight

N = pikepdf.Name
FONT = pikepdf.Dictionary(
    Type=N.Font,
    Subtype=N.Type1,
    BaseFont=N("/Own"),
    FontDescriptor=pikepdf.Dictionary(Type=N.FontDescriptor, FontFile=pikepdf.Dictionary()),
)


def pressed(content, **wishes):
    tables = {key: wishes.pop(key) for key in list(wishes) if key[0].isupper()}
    pdf = page_of(content, Font=pikepdf.Dictionary(F1=FONT), **tables)
    done = in_print(pdf, **wishes)
    assert not done.refused, [str(one) for one in done.refused]
    return content_of(pdf)


def test_greys_become_black_ink_and_colours_become_inks():
    made = pressed(b"0.25 g 0 0 10 10 re f 0.5 G 0 0 m 9 9 l S")
    assert "0 0 0 0.75 k" in made
    assert "0 0 0 0.5 K" in made
    made = pressed(b"1 0 0 rg 0 0 10 10 re f")
    assert "rg" not in made
    assert made.splitlines()[0].endswith(" k")
    assert made.splitlines()[1] == "0 0 10 10 re"


def test_content_in_inks_within_the_limit_stays_byte_for_byte():
    content = b"q  0 .5 0 .2 k\t0 0 10 10 re f\nQ % (a comment 1 0 0 rg\n"
    pdf = page_of(content)
    assert not in_print(pdf).refused
    assert pdf.pages[0].obj.Contents.read_bytes() == content


def test_strings_and_comments_are_no_operators():
    shown = b"(1 0 0 rg \\) ( nested (deep (deeper (still))) ) )"
    content = b"0 0 0 1 k BT /F1 20 Tf " + shown + b" Tj <31> Tj ET % 0 g\n"
    pdf = page_of(content, Font=pikepdf.Dictionary(F1=FONT))
    assert not in_print(pdf).refused
    assert pdf.pages[0].obj.Contents.read_bytes() == content


def test_black_type_under_12_pt_overprints_and_nothing_else():
    made = pressed(
        b"0 g BT /F1 11.99 Tf (a) Tj /F1 12 Tf (b) Tj 1 0 0 rg /F1 8 Tf (c) Tj ET 0 0 9 9 re f"
    ).splitlines()
    on = made.index("/PressOver101 gs")
    assert "(a) Tj" in made[on + 1]
    off = made.index("/PressOver000 gs")
    assert off > on
    assert "(b) Tj" in made[off + 1]
    assert made.count("/PressOver101 gs") == 1


@pytest.mark.parametrize(
    "before, overprints",
    [
        (b"", True),
        (b"2 0 0 2 0 0 cm", False),
        (b"2 0 0 2 0 0 cm 0.4 0 0 0.4 0 0 cm", True),
        (b"q 2 0 0 2 0 0 cm Q", True),
    ],
)
def test_type_is_as_large_as_it_stands_on_paper(before, overprints):
    made = pressed(before + b" 0 0 0 1 k BT /F1 8 Tf (a) Tj ET")
    assert ("/PressOver101 gs" in made) is overprints
    scaled = pressed(before + b" 0 0 0 1 k BT /F1 1 Tf 8 0 0 8 0 0 Tm (a) Tj ET")
    assert ("/PressOver101 gs" in scaled) is overprints


def test_the_state_is_given_back_before_a_path():
    made = pressed(b"0 0 0 1 k BT /F1 8 Tf (a) Tj ET 0 0 1 0 k 0 0 9 9 re f").splitlines()
    assert made.index("/PressOver000 gs") < next(
        at for at, line in enumerate(made) if "9 9 re" in line
    )


def test_what_is_saved_and_restored_is_followed():
    made = pressed(b"0 0 0 1 k q BT /F1 8 Tf (a) Tj ET Q BT /F1 8 Tf (b) Tj ET")
    assert made.count("/PressOver101 gs") == 2
    assert "/PressOver000" not in made


def test_type_in_black_of_several_inks_is_black_alone_and_areas_are_not():
    made = pressed(
        b"0.7 0.6 0.6 0.9 k BT /F1 20 Tf (a) Tj ET 0 0 9 9 re f BT /F1 20 Tf (b) Tj ET"
    ).splitlines()
    black = [at for at, line in enumerate(made) if line.startswith("0 0 0 1 k")]
    assert "(a) Tj" in made[black[0] + 1]
    area = next(at for at, line in enumerate(made) if "9 9 re" in line)
    assert made[area - 1] == made[0]
    assert len(black) == 2


def test_a_page_that_chooses_no_colour_is_black_ink():
    assert pressed(b"0 0 9 9 re f").startswith("0 0 0 1 k")
    assert pressed(b"0 0 m 9 9 l S").startswith("0 0 0 1 K")
    assert pressed(b"1 0 0 rg 0 0 9 9 re f").splitlines()[0] != "0 0 0 1 k"


def test_a_page_without_colour():
    made = pressed(b"1 0 0 rg 0 0 9 9 re f 0 1 1 0 K 0 0 m 9 9 l S", black=frozenset({1}))
    assert "0 0 0 0.7 k" in made
    assert "0 0 0 0.7 K" in made


def test_spaces_by_name_and_patterns_without_colours_of_their_own():
    lab = pikepdf.Array([N.Lab, pikepdf.Dictionary(WhitePoint=[0.96, 1, 0.82])])
    made = pressed(b"/L cs 0 0 9 9 re f 50 0 0 sc 0 0 9 9 re f", ColorSpace={"/L": lab})
    assert "/L cs" not in made
    assert made.startswith("0 0 0 1 k")
    under = pikepdf.Array([N.Pattern, N.DeviceRGB])
    pdf = page_of(b"/U cs 1 0 0 /P1 scn 0 0 99 99 re f", ColorSpace={"/U": under})
    tile = pdf.make_stream(b"0 0 2 2 re f")
    tile.PatternType, tile.PaintType, tile.TilingType = 1, 2, 1
    tile.BBox, tile.XStep, tile.YStep, tile.Resources = [0, 0, 4, 4], 4, 4, pikepdf.Dictionary()
    pdf.pages[0].obj.Resources.Pattern = pikepdf.Dictionary(P1=tile)
    assert not in_print(pdf).refused
    words = content_of(pdf).split()
    assert words[:2] == ["/PressPattern", "cs"]
    assert words[6:8] == ["/P1", "scn"]
    space = pdf.pages[0].obj.Resources.ColorSpace["/PressPattern"]
    assert [str(one) for one in space] == ["/Pattern", "/DeviceCMYK"]


def test_spot_colours_stay_where_the_press_runs_them():
    tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[1] * 3, C1=[1, 0, 0], N=1)
    spot = pikepdf.Array([N.Separation, N("/Signal#20Red"), N.DeviceRGB, tint])
    content = b"/S cs 0.5 scn 0 0 9 9 re f"
    assert "cs" not in pressed(content, ColorSpace={"/S": spot}).split()
    name = str(spot[1])[1:]
    pdf = page_of(content, ColorSpace={"/S": spot})
    assert not in_print(pdf, spots=frozenset({name})).refused
    assert "/S cs" in content_of(pdf)
    kept = pdf.pages[0].obj.Resources.ColorSpace["/S"]
    assert str(kept[2]) == "/DeviceCMYK"
    assert int(kept[3].FunctionType) == 0


def test_overprinting_that_artwork_asks_for():
    """What was in inks already leaves others as they are; what became inks hides them."""
    over = {"/G1": pikepdf.Dictionary(OP=True, op=True, OPM=1, Type=N.ExtGState)}
    made = pressed(b"/G1 gs 0 1 0 0 k 0 0 9 9 re f", ExtGState=over).splitlines()
    assert "/PressOver111 gs" in made
    made = pressed(b"/G1 gs 1 1 1 rg 0 0 9 9 re f", ExtGState=over).splitlines()
    assert "/PressOver110 gs" in made
    assert not any(line.startswith("/G1") for line in made)


def test_screens_and_curves_of_other_presses_are_left_out():
    odd = {"/G1": pikepdf.Dictionary(TR=N.Identity, HT=N.Default, ca=1, LW=2)}
    pdf = page_of(b"/G1 gs 0 0 9 9 re f", ExtGState=odd)
    assert not in_print(pdf).refused
    assert set(pdf.pages[0].obj.Resources.ExtGState["/G1"].keys()) == {"/ca", "/LW"}


def test_what_nobody_names_is_left_out():
    lab = pikepdf.Array([N.Lab, pikepdf.Dictionary(WhitePoint=[0.96, 1, 0.82])])
    pdf = page_of(b"0 0 9 9 re f", ColorSpace={"/L": lab})
    in_print(pdf)
    assert b"/Lab" not in saved(pdf)


def test_one_restore_too_many_is_dropped():
    made = pressed(b"q 0 g Q Q 0 0 9 9 re f")
    assert made.split().count("Q") == 1


def test_pressing_twice_changes_nothing_more():
    content = (
        b"1 0.2 0 rg 0 0 9 9 re f 0.7 g BT /F1 8 Tf 0 g (a) Tj ET 0.9 0.9 0.9 0.9 k 0 0 1 1 re f"
    )
    pdf = page_of(content, Font=pikepdf.Dictionary(F1=FONT))
    in_print(pdf)
    once = saved(pdf)
    in_print(pdf)
    assert content_of(pdf) == content_of(pikepdf.open(io.BytesIO(once)))


@pytest.mark.parametrize(
    "content, message",
    [
        (b"/Nowhere cs", 'there is no colour space "Nowhere"'),
        (b"BT /F2 9 Tf (a) Tj ET", 'there is no font "F2"'),
        (b"/Nowhere sh", 'there is no shading "Nowhere"'),
        (b"q " * 6000, "nested too deeply"),
        (b"BI /W 9 /H 9", "has no data"),
        (b"BI /W 9 /H 9 /BPC 8 /CS /RGB ID xxxx", "does not end"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(content, message):
    pdf = page_of(content)
    (refused,) = in_print(pdf).refused
    assert message in str(refused)
    assert refused.page == 1


def test_type_in_a_font_that_is_not_there_is_refused_but_where_it_is_not_seen():
    def page(content):
        font = pikepdf.Dictionary(Type=N.Font, Subtype=N.Type1, BaseFont=N.Helvetica)
        return page_of(content, Font=pikepdf.Dictionary(F2=font))

    (refused,) = in_print(page(b"BT /F2 9 Tf (a) Tj ET")).refused
    assert "font Helvetica is not embedded" in str(refused)
    assert "fonts embedded" in refused.remedy
    assert not in_print(page(b"BT /F2 9 Tf 3 Tr (a) Tj ET")).refused


@pytest.mark.parametrize("odd", [b"nan", b"inf", b"1e9", b"0x1", b"--1", b"(1)"])
def test_a_colour_of_what_are_no_numbers_is_none(odd):
    made = pressed(b"0.5 g " + odd + b" g 0 0 9 9 re f")
    assert made.splitlines()[0] == "0 0 0 0.5 k"
    assert " k" not in "".join(made.splitlines()[1:])


@pytest.mark.parametrize(
    "content, overprints",
    [
        (b"0 G 1.9 w 0 0 m 9 9 l S", True),
        (b"0 G 2 w 0 0 m 9 9 l S", False),
        (b"0 G 1 w 3 0 0 3 0 0 cm 0 0 m 9 9 l S", False),
        (b"0 G 4 w 0.2 0 0 0.2 0 0 cm 0 0 m 9 9 l S", True),
        (b"0.2 G 1 w 0 0 m 9 9 l S", False),
        (b"1 0 0 RG 1 w 0 0 m 9 9 l S", False),
        (b"q 1 0 0 RG Q 1 w 0 0 m 9 9 l 3 3 m 4 4 l S", True),
        (b"0 G 1 w 0 0 m 9 9 l f", False),
        (b"0 G 1 w 0 0 9 9 re W* n", False),
        (b"0 G 1 w 0 0 m 9 9 3 4 5 6 c h B*", True),
    ],
)
def test_black_lines_under_2_pt_overprint(content, overprints):
    made = pressed(content).splitlines()
    assert ("/PressOver011 gs" in made) is overprints
    if overprints:
        assert made.index("/PressOver011 gs") < made.index("0 0 m")


def test_what_is_drawn_within_a_page_begins_as_it_was_asked_for():
    made = pressed(b"0 G 1 w 0 0 m 9 9 l S /Nothing Do").splitlines()
    assert made.index("/PressOver000 gs") < made.index("/Nothing Do")


@pytest.mark.parametrize(
    "content, overprints",
    [
        (b"0 g 0 0 90 1.9 re f", True),
        (b"0 g 0 0 90 2 re f", False),
        (b"0 g 0 0 1 90 re f*", True),
        (b"0.2 g 0 0 90 1 re f", False),
        (b"0 g 0 0 90 1 re 0 9 90 1 re f", False),
        (b"0 g 3 0 0 3 0 0 cm 0 0 90 1 re f", False),
    ],
)
def test_a_black_bar_under_2_pt_is_a_line(content, overprints):
    assert ("/PressOver101 gs" in pressed(content).splitlines()) is overprints


@pytest.mark.parametrize(
    "white",
    [
        b"0 0 0 0 k 50 50 90 90 re f",
        b"1 g 50 50 90 90 re f",
        b"0 0 0 0 K 9 w 50 50 m 90 90 l S",
        b"0 0 0 0 k 0 0 0 1 K 9 w 50 50 90 90 re B",
    ],
)
def test_white_that_overprints_hides_what_lies_under_it_only_where_it_is_to(white):
    """Read by the preflight, which shares no code with what converts."""
    rules = own_profile("gwg-2022-newspaper")
    state = pikepdf.Dictionary(G0=pikepdf.Dictionary(op=True, OP=True, OPM=1))
    told = {}
    for hides in (True, False):
        pdf = page_of(b"0.5 0 0 0 k 0 0 200 200 re f /G0 gs " + white, ExtGState=state)
        done = in_print(pdf, white=hides)
        told[hides] = [one.what for one in done.mended]
        broken = {one.rule for one in preflight(saved(pdf), rules).broken}
        assert ("R0008" in broken) is not hides
    assert told == {True: ["white-overprint"], False: []}


RED = b"0.08 0.84 0.78 0.1 k "
OURS, THEIRS = (0,), (1,)


@pytest.mark.parametrize(
    ("content", "pictures", "expected"),
    [
        (RED + b"BT /F1 9 Tf (a) Tj ET", OURS, "0 0 0 1 k"),
        (RED + b"BT /F1 10 Tf (a) Tj ET", OURS, ""),
        (RED + b"q 0.5 0 0 0.5 0 0 cm BT /F1 19 Tf (a) Tj ET Q", OURS, "0 0 0 1 k"),
        (RED + b"BT /F1 9 Tf (a) Tj ET", (None,), ""),
        (RED + b"BT /F1 9 Tf (a) Tj ET", (), ""),
        (b"0.1 0.1 0.2 0 k BT /F1 9 Tf (a) Tj ET", OURS, ""),
        (b"0 0.9 0 0 k BT /F1 9 Tf (a) Tj ET", OURS, ""),
        (RED + b"0 0 9 9 re f", OURS, ""),
    ],
)
def test_small_type_of_ours_in_several_inks_is_black(content, pictures, expected):
    made = pressed(content, pictures=pictures)
    assert ("0 0 0 1 k" in made) is bool(expected)
    if expected:
        assert "/PressOver101 gs" in made


def test_small_type_in_artwork_keeps_its_colours_and_that_of_our_boxes_does_not():
    """The first thing that a page draws is artwork, the second a box of ours: either has the same
    content."""
    pdf = page_of(b"/Im0 Do /Fm1 Do")
    forms = {}
    for name in ("/Im0", "/Fm1"):
        form = pdf.make_stream(RED + b"BT /F1 9 Tf (a) Tj ET " + RED + b"0 0 5 5 re f")
        form.Type, form.Subtype, form.BBox = N.XObject, N.Form, [0, 0, 99, 99]
        font = pikepdf.Dictionary(Type=N.Font, Subtype=N.Type3)
        form.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        forms[name] = form
    pdf.pages[0].obj.Resources.XObject = pikepdf.Dictionary(forms)
    assert not in_print(pdf, pictures=THEIRS).refused
    table = pdf.pages[0].obj.Resources.XObject
    assert b"0 0 0 1 k" not in table["/Im0"].read_bytes()
    content = table["/Fm1"].read_bytes()
    assert content.index(b"0 0 0 1 k") < content.index(b"Tj")
    assert RED.strip() in content[content.index(b"Tj") :]


def test_small_type_in_artwork_is_black_where_it_is_to_be():
    pdf = page_of(RED + b"BT /F1 9 Tf (a) Tj ET BT /F1 12 Tf (a) Tj ET", Font={"/F1": _drawn()})
    done = in_print(pdf, small=True)
    assert [one.what for one in done.mended] == ["small-type"]
    made = content_of(pdf)
    assert made.index("0 0 0 1 k") < made.index("Tj") < made.rindex("0.08 0.84 0.78 0.1 k")


def _drawn():
    return pikepdf.Dictionary(Type=N.Font, Subtype=N.Type3)
