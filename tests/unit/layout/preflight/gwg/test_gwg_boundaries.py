"""Every rule of GWG 2022 for newspapers: files of our own, on each side of its limit."""

from __future__ import annotations

from dataclasses import dataclass

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from support.preflight.files import (
    PLAIN,
    SIDE,
    Change,
    alone,
    bytes_of,
    font,
    held,
    icc,
    image,
    made,
    new,
    over,
    profile_bytes,
    spot,
    with_limits,
)

from layout.preflight.gwg import colours, files, legible, overprint, resolution
from layout.preflight.profile import own_profile
from layout.preflight.run import preflight
from slots.finding import Severity

UNDER = b"0.3 0 0 0 k 0 0 200 200 re f "
ADS, RGB_ADS = "gwg-2022-newspaper", "gwg-2022-newspaper-rgb"
PAGES = "gwg-2022-newspaper-pages"


@dataclass(frozen=True)
class Side:
    """A file on one side of a limit: its content, what is changed of it, how many pages."""

    content: bytes = PLAIN
    change: Change | None = None
    pages: int = 1

    def data(self) -> bytes:
        return made(self.content, self.change, self.pages)


def text(size: float, colour: str = "0 0 0 1 k", gs: str = "", face: str = "F") -> bytes:
    shown = f"{f'/{gs} gs ' if gs else ''}{colour} BT /{face} {size} Tf 20 100 Td (Words) Tj ET"
    return UNDER + shown.encode()


def line(width: float, colour: str = "0 0 0 1 K", gs: str = "") -> bytes:
    shown = f"{f'/{gs} gs ' if gs else ''}{colour} {width} w 20 100 m 180 100 l S"
    return UNDER + shown.encode()


def with_image(px: int, pt: float, bits: int = 8, space: object = Name.DeviceGray) -> Side:
    """An image of px pixels a side, pt points wide and high, beside something else."""
    place = b" q %f 0 0 %f 10 10 cm /I Do Q" % (pt, pt)
    return Side(
        PLAIN + place,
        lambda pdf: over(pdf, "XObject", "I", image(pdf, px, px, bits=bits, space=space)),
    )


def page_image(px: int) -> Side:
    place = b"q %d 0 0 %d 0 0 cm /I Do Q" % (SIDE, SIDE)
    return Side(place, lambda pdf: over(pdf, "XObject", "I", image(pdf, px, px)))


def on_page(key: str, value: object) -> Change:
    return lambda pdf: pdf.pages[-1].obj.__setitem__(key, value)


def space(make: Change) -> Change:
    return lambda pdf: over(pdf, "ColorSpace", "S", make(pdf))


def group(family: str) -> Change:
    return on_page("/Group", Dictionary(S=Name.Transparency, CS=Name(f"/{family}")))


def mask(family: str, kind: str) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        form = pdf.make_stream(
            b"1 g 0 0 200 200 re f",
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, 200, 200]),
            Group=Dictionary(S=Name.Transparency, CS=Name(f"/{family}")),
        )
        soft = Dictionary(S=Name(f"/{kind}"), G=form)
        over(pdf, "ExtGState", "M", Dictionary(SMask=soft))

    return change


def intent(profile: bytes) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OutputIntents[0]["/DestOutputProfile"] = pdf.make_stream(profile, N=3)

    return change


def layers(configs: bool) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        found = Dictionary(OCGs=Array([]), D=Dictionary())
        if configs:
            found["/Configs"] = Array([Dictionary(Name=pikepdf.String("All"))])
        pdf.Root["/OCProperties"] = found

    return change


def fill(*percent: float) -> bytes:
    return b"%s k 0 0 200 200 re f" % " ".join(str(each / 100) for each in percent).encode()


SIDES: dict[str, tuple[str, Side, Side]] = {
    # rule: (profile, the file that keeps it, the file that breaks it)
    "R0001": (ADS, Side(), Side(change=lambda pdf: pdf.Root.__delitem__("/Metadata"))),
    "R0002": (ADS, Side(), Side(change=on_page("/UserUnit", 2))),
    "R0003": (
        ADS,
        Side(change=on_page("/CropBox", Array([0, 0, SIDE, SIDE]))),
        Side(change=on_page("/CropBox", Array([0, 0, SIDE, SIDE - 1]))),
    ),
    "R0004": (
        PAGES,
        Side(pages=2),
        Side(pages=2, change=on_page("/TrimBox", Array([0, 0, SIDE, SIDE - 1]))),
    ),
    "R0005": (ADS, Side(), Side(b"0 0 0 0 k 20 20 160 160 re f")),
    "R0006": (ADS, Side(), Side(pages=2)),
    "R0007": (ADS, Side(text(12, "0 0 0 0 k")), Side(text(12, "0 0 0 0 k", "Over"))),
    "R0008": (
        ADS,
        Side(UNDER + b"0 0 0 0 k 20 20 60 60 re f"),
        Side(UNDER + b"/Over gs 0 0 0 0 k 20 20 60 60 re f"),
    ),
    "R0009": (ADS, Side(text(12)), Side(text(11.99))),
    "R0010": (ADS, Side(line(2)), Side(line(1.99))),
    "R0011": (ADS, Side(text(12, "0 g")), Side(text(11.99, "0 g"))),
    "R0012": (ADS, Side(line(2, "0 G")), Side(line(1.99, "0 G"))),
    "R0013": (
        ADS,
        Side(UNDER + b"0.5 g 20 20 60 60 re f"),
        Side(UNDER + b"/Over gs 0.5 g 20 20 60 60 re f"),
    ),
    "R0014": (
        ADS,
        Side(text(12, face="C"), lambda pdf: over(pdf, "Font", "C", font(pdf, "CourierPrime"))),
        Side(text(12, face="C"), lambda pdf: over(pdf, "Font", "C", font(pdf, "Courier-Bold"))),
    ),
    "R0015": (ADS, Side(text(20, "0.5 0.45 0.4 0.85 k")), Side(text(20, "0.5 0.46 0.4 0.85 k"))),
    "R0016": (ADS, Side(text(10, "0 0 0 0 k")), Side(text(9.99, "0 0 0 0 k"))),
    "R0017": (ADS, Side(text(10, "1 1 0 0 k")), Side(text(9.99, "1 1 0 0 k"))),
    "R0018": (ADS, Side(line(0.25, "0 0 0 0 K")), Side(line(0.249, "0 0 0 0 K"))),
    "R0019": (ADS, Side(line(0.25, "1 1 0 0 K")), Side(line(0.249, "1 1 0 0 K"))),
    "R0020": (
        ADS,
        Side(b"/S cs 1 scn 20 20 60 60 re f", space(lambda pdf: spot(pdf, "Black"))),
        Side(b"/S cs 1 scn 20 20 60 60 re f", space(lambda pdf: spot(pdf, "Gold"))),
    ),
    "R0024": (
        ADS,
        Side(b"/S cs 1 scn 20 20 60 60 re f", space(lambda pdf: spot(pdf, "Black"))),
        Side(b"/S cs 1 scn 20 20 60 60 re f", space(lambda pdf: spot(pdf, "All"))),
    ),
    "R0026": (ADS, Side(fill(80, 80, 50, 35)), Side(fill(80, 80, 50, 37))),
    "R0027": (
        ADS,
        Side(b"0.5 g 20 20 60 60 re f"),
        Side(b"0.5 0.5 0.5 rg 20 20 60 60 re f"),
    ),
    "R0028": (
        RGB_ADS,
        Side(
            PLAIN + b" q 50 0 0 50 9 9 cm /I Do Q",
            lambda pdf: over(pdf, "XObject", "I", image(pdf, 200, 200, space=icc(pdf, "RGB ", 3))),
        ),
        Side(b"/S cs 1 0 0 scn 20 20 60 60 re f", space(lambda pdf: icc(pdf, "RGB ", 3))),
    ),
    "R0030": (ADS, Side(change=group("DeviceCMYK")), Side(change=group("DeviceGray"))),
    "R0031": (ADS, with_image(150, 72 / 149.01 * 150), with_image(99, 72)),
    "R0032": (ADS, with_image(800, 72 / 799.01 * 800, 1), with_image(549, 72, 1)),
    "R0033": (ADS, page_image(1248), page_image(275)),
    "R0034": (ADS, Side(change=layers(True)), Side(change=layers(False))),
    "R0035": (ADS, Side(), Side(change=intent(profile_bytes("RGB ")))),
}


ALL = {*files.CHECKS, *overprint.CHECKS, *legible.CHECKS, *colours.CHECKS, *resolution.CHECKS}


def test_every_rule_has_a_file_on_each_side():
    asked = {
        rule
        for name in (ADS, RGB_ADS, PAGES)
        for rule in own_profile(name).rules
        if rule.startswith("R")
    }
    assert set(SIDES) == asked == {*ALL, "R0001"}
    assert len(SIDES) == 30


@pytest.mark.parametrize("rule", SIDES)
def test_the_file_that_keeps_a_rule_has_no_finding(rule):
    profile, good, _ = SIDES[rule]
    assert held(good.data(), rule, profile).broken == ()


@pytest.mark.parametrize("rule", SIDES)
def test_the_file_that_breaks_a_rule_has_one(rule):
    profile, _, bad = SIDES[rule]
    verdict = held(bad.data(), rule, profile)
    assert {each.rule for each in verdict.broken} == {rule}
    assert all(each.found and each.remedy for each in verdict.broken)


@pytest.mark.parametrize("rule", SIDES)
def test_a_breach_weighs_as_the_table_says(rule):
    profile, _, bad = SIDES[rule]
    weight = held(bad.data(), rule, profile).broken[0].severity
    assert weight is (alone(rule, profile).rules[rule].severity)


MILDER = {
    # rule: (no finding, a warning, an error), where a rule has two limits
    "R0031": (with_image(150, 72 / 149.01 * 150), with_image(149, 72), with_image(99, 72)),
    "R0032": (
        with_image(800, 72 / 799.01 * 800, 1),
        with_image(799, 72, 1),
        with_image(549, 72, 1),
    ),
    "R0033": (page_image(1248), page_image(1247), page_image(275)),
}


@pytest.mark.parametrize("rule", MILDER)
def test_a_rule_with_two_limits_warns_before_it_refuses(rule):
    found = [held(side.data(), rule).broken for side in MILDER[rule]]
    assert [[each.severity for each in one] for one in found] == [
        [],
        [Severity.WARNING],
        [Severity.ERROR],
    ]


@pytest.mark.parametrize(
    ("rule", "side"),
    [
        ("R0031", with_image(100, 72 / 99.01 * 100)),
        ("R0032", with_image(550, 72 / 549.01 * 550, 1)),
        ("R0033", page_image(276)),
    ],
)
def test_just_over_the_lower_limit_is_a_warning(rule, side):
    assert [each.severity for each in held(side.data(), rule).broken] == [Severity.WARNING]


KEPT = {
    "black text that overprints": ("R0009", Side(text(8, gs="Over"))),
    "black text on paper": ("R0009", Side(text(8).removeprefix(UNDER))),
    "black text on white": (
        "R0009",
        Side(UNDER + b"0 0 0 0 k 0 0 200 200 re f " + text(8).removeprefix(UNDER)),
    ),
    "black text on a black tint": (
        "R0009",
        Side(b"0 0 0 0.2 k 0 0 200 200 re f " + text(8).removeprefix(UNDER)),
    ),
    "black text in a frame": (
        "R0009",
        Side(b"1 0 0 0 K 1 w 5 5 190 190 re S " + text(8).removeprefix(UNDER)),
    ),
    "text that is not seen": ("R0017", Side(text(8, "1 1 0 0 k 3 Tr"))),
    "text made larger by its matrix": ("R0017", Side(b"q 5 0 0 5 0 0 cm " + text(2, "1 1 0 0 k"))),
    "a thin black line that overprints": ("R0010", Side(line(1, gs="Over"))),
    "a black area with a thin outline of another colour": (
        "R0010",
        Side(UNDER + b"0 0 0 1 k 0 1 0 0 K 1 w 20 100 m 180 100 l 100 150 l b"),
    ),
    "an area in two inks with a thin outline of one": (
        "R0019",
        Side(UNDER + b"1 1 0 0 k 0 0 0 1 K 0.1 w 20 100 m 180 100 l 100 150 l b"),
    ),
    "a small image": ("R0031", with_image(16, 72)),
    "a mask in grey": ("R0030", Side(b"/M gs " + PLAIN, mask("DeviceGray", "Luminosity"))),
    "an image with other things on the page": ("R0033", with_image(300, 200)),
    "an RGB profile that nothing is painted in": (
        "R0027",
        Side(change=space(lambda pdf: icc(pdf, "RGB ", 3))),
    ),
}


@pytest.mark.parametrize("case", KEPT)
def test_what_looks_like_a_breach_and_is_none(case):
    rule, side = KEPT[case]
    assert held(side.data(), rule).broken == ()


BROKEN = {
    "overprinting in mode 0 knocks out": ("R0009", Side(text(8, gs="Zero"))),
    "a black spot that knocks out": (
        "R0009",
        Side(text(8, "/S cs 1 scn"), space(lambda pdf: spot(pdf, "Black"))),
    ),
    "small by its matrix": ("R0017", Side(b"q 0.5 0 0 0.5 0 0 cm " + text(19, "1 1 0 0 k"))),
    "small when it is slanted": (
        "R0017",
        Side(b"1 1 0 0 k BT /F 1 Tf 9 0 9 9 20 100 Tm (Words) Tj ET"),
    ),
    "a thin black outline of an area of another colour": (
        "R0010",
        Side(UNDER + b"0 1 0 0 k 0 0 0 1 K 1 w 20 100 m 180 100 l 100 150 l b"),
    ),
    "a thin filled rectangle": ("R0010", Side(UNDER + b"0 0 0 1 k 20 100 100 1.5 re f")),
    "a line made thin one way": ("R0019", Side(b"q 1 0 0 0.1 0 0 cm " + line(1, "1 1 0 0 K"))),
    "one pixel over what is exempt": ("R0031", with_image(17, 72)),
    "an alpha mask in grey": ("R0030", Side(b"/M gs " + PLAIN, mask("DeviceGray", "Alpha"))),
    "a luminosity mask in RGB": ("R0030", Side(b"/M gs " + PLAIN, mask("DeviceRGB", "Luminosity"))),
    "grey by a profile": (
        "R0027",
        Side(b"/S cs 0 scn 20 20 60 60 re f", space(lambda pdf: icc(pdf, "GRAY", 1))),
    ),
    "RGB behind an index": (
        "R0027",
        Side(
            b"/S cs 0 scn 20 20 60 60 re f",
            space(lambda pdf: Array([Name.Indexed, Name.DeviceRGB, 0, pikepdf.String(b"abc")])),
        ),
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_hides_a_breach_and_is_one(case):
    rule, side = BROKEN[case]
    assert {each.rule for each in held(side.data(), rule).broken} == {rule}


def test_a_turned_page_breaks_one_size():
    assert held(Side(change=on_page("/Rotate", 90)).data(), "R0004", PAGES).broken


def test_two_spots_may_be_printed_where_the_profile_says_so():
    data = Side(b"/S cs 1 scn 20 20 60 60 re f", space(lambda pdf: spot(pdf, "Gold"))).data()
    assert preflight(data, with_limits("R0020", most=1)).broken == ()


def test_ink_is_counted_in_squares_and_not_at_points():
    """A square of 10 mm at 300 % in white comes to 133 % of one of 15 mm."""
    small = b"1 1 1 0 k 50 50 28.35 28.35 re f"
    assert held(Side(small).data(), "R0026").broken == ()
    large = b"1 1 1 0 k 50 50 42.6 42.6 re f"
    (found,) = held(Side(large).data(), "R0026").broken
    assert found.found == "300 % ink in a square of 15 mm"
    place = found.places[0]
    assert abs(place.x - 50 / 72 * 25.4) < 0.4
    assert abs(place.y - (200 - 92.6) / 72 * 25.4) < 0.4


def test_places_are_as_the_page_is_seen():
    def turned(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj["/Rotate"] = 90

    content = b"0 0 1 rg 0 180 20 20 re f"  # upper left of the page, upper right when it is turned
    (found,) = held(made(content, turned), "R0027").broken
    assert (found.places[0].x, found.places[0].y) == (63.5, 0)


def test_a_sound_ad_breaks_nothing():
    assert preflight(bytes_of(new()), own_profile(ADS)).broken == ()
    assert preflight(bytes_of(new(pages=2)), own_profile(PAGES)).broken == ()
