"""The resources of content: brought into inks when content names them, each under one name."""

from __future__ import annotations

from contextlib import nullcontext
from types import SimpleNamespace
from typing import Any

import numpy as np
import pikepdf
import pytest
from support.press.press_files import printer

from layout.press.colour.painting_state import GraphicsState, Outside, Overprint
from layout.press.colour.resources import Resources
from layout.press.separation.functions import function_of
from layout.press.separation.printer import Target
from layout.press.separation.refused import Unpressable
from layout.press.separation.spaces import DEVICE, SpaceReader

PRESS = printer()
N, D = pikepdf.Name, pikepdf.Dictionary


class Noted(SimpleNamespace):
    """What is shared by all of a file, but nothing is painted: it is noted."""

    def __init__(self) -> None:
        super().__init__(pdf=pikepdf.new(), printer=PRESS, seen=[], mended=[], added=[], count=0)
        self.hides_white, self.blackens_small = True, False
        self.spaces = SpaceReader(frozenset({"Gold"}))

    def at(self, name: str) -> Any:
        return nullcontext()

    def see_through(self, what: str) -> None:
        self.seen.append(what)

    def adds_up(self, what: str) -> None:
        self.added.append(what)

    def mend(self, what: str) -> None:
        self.mended.append(what)

    def keeping(self) -> Any:
        return nullcontext(len(self.seen))

    def again(self, kept: int) -> None:
        self.seen.append(("again", kept))

    def drawing(self) -> None:
        self.count += 1

    def shading(self, it: Any, room: Resources) -> Any:
        self.count += 1
        return self.pdf.make_indirect(D(ShadingType=2))

    def form(self, it: Any, room: Resources, outside: Outside) -> tuple[Any, frozenset[str]]:
        return self.pdf.make_stream(b"made anew"), frozenset({"line"})

    def picture(self, it: Any, room: Resources, size: tuple[float, float]) -> Any:
        self.size = size
        return self.pdf.make_stream(b"picture")

    def font(self, it: Any, room: Resources) -> Any:
        return it


def made(target: Target = Target.COLOUR, **given: Any) -> tuple[Resources, Noted]:
    painters = Noted()
    return Resources(D({f"/{key}": it for key, it in given.items()}), painters, target), painters


def test_only_what_is_named_is_there() -> None:
    room, _ = made(ColorSpace=D(Cs1=N.DeviceRGB), Properties=D(MC0=D(A=1)))
    assert list(room.own.keys()) == ["/Properties"]
    assert room.space("/Cs1") is DEVICE["/DeviceRGB"]
    assert list(room.own.keys()) == ["/Properties"]
    with pytest.raises(Unpressable, match="Cs2"):
        room.space("/Cs2")


def test_defaults_stand_for_the_spaces_of_devices() -> None:
    room, _ = made(ColorSpace=D(DefaultRGB=pikepdf.Array([N.Lab, D(WhitePoint=[1, 1, 1])])))
    assert type(room.space("/DeviceRGB")).__name__ == "Lab"
    assert room.space("/DeviceGray") is DEVICE["/DeviceGray"]


def test_colours_as_operands() -> None:
    room, painters = made()
    black = room.mixed(DEVICE["/DeviceRGB"], (0.0, 0.0, 0.0))
    assert (black.operands, black.black, black.rich) == (b"0 0 0 1", True, False)
    rich = room.mixed(DEVICE["/DeviceCMYK"], (0.5, 0.5, 0.5, 0.9))
    assert (rich.black, rich.rich) == (False, True)
    plain = room.mixed(DEVICE["/DeviceCMYK"], (0.1, 0.0, 0.25, 0.5))
    assert plain == (b"0.1 0 0.25 0.5", False, False, False, False)
    assert room.mixed(DEVICE["/DeviceCMYK"], (0.0, 0.0, 0.0, 0.0)).white
    assert painters.mended == ["rgb"]


def test_what_a_press_does_not_have_is_told_each_time_but_not_of_masks() -> None:
    tint = D(FunctionType=2, Domain=[0, 1], C0=[1, 1, 1], C1=[0, 0, 0], N=1)
    spaces = D(
        Gold=[N.Separation, N.Gold, N.DeviceRGB, tint],
        Red=[N.Separation, N.Red, N.DeviceRGB, tint],
        Black=[N.Separation, N.Black, N.DeviceRGB, tint],
        Table=[N.Indexed, N.DeviceRGB, 0, b"abc"],
    )
    for target in (Target.COLOUR, Target.MASK):
        room, painters = made(target, ColorSpace=spaces)
        for name in ("/Gold", "/Red", "/Black", "/Red", "/Table"):
            room.mixed(room.space(name), (0.0,))
        told = ["spots", "spots", "rgb"] if target is Target.COLOUR else []
        assert painters.mended == told


def test_a_spot_colour_is_kept_with_inks_that_stand_in_for_it() -> None:
    tint = D(FunctionType=2, Domain=[0, 1], C0=[1, 1, 1], C1=[0, 0, 0], N=1)
    room, _ = made(ColorSpace=D(Cs1=[N.Separation, N.Gold, N.DeviceRGB, tint]))
    room.kept_space("/Cs1")
    room.kept_space("/Cs1")
    assert list(room.own.ColorSpace.keys()) == ["/Cs1"]
    kept = room.own.ColorSpace["/Cs1"]
    assert [str(one) for one in list(kept)[:3]] == ["/Separation", "/Gold", "/DeviceCMYK"]
    inks = function_of(kept[3])(np.array([[0.0], [1.0]]))
    assert np.allclose(inks, [[0, 0, 0, 0], [0, 0, 0, 1]], atol=1e-3)


def test_a_shading_is_made_once_and_must_be_there() -> None:
    room, painters = made(Shading=D(Sh1=D(ShadingType=2)))
    assert room.shading("/Sh1") == room.shading("/Sh1") == "/Sh1"
    assert painters.count == 1
    with pytest.raises(Unpressable, match='no shading "Sh2"'):
        room.shading("/Sh2")


def test_another_form_under_a_name_that_is_taken_gets_one_of_its_own() -> None:
    painters = Noted()
    source = painters.pdf.make_stream(b"", Type=N.XObject, Subtype=N.Form)
    room = Resources(D(XObject=D(Fm0=source)), painters, Target.COLOUR)
    assert room.drawn("/Fm0", Outside()) == ("/Fm0", frozenset({"line"}))
    assert room.drawn("/Fm0", Outside()) == ("/Fm0.2", frozenset({"line"}))
    assert painters.count == 2
    assert room.own.XObject["/Fm0.2"].read_bytes() == b"made anew"


def test_a_name_of_nothing_draws_nothing() -> None:
    room, _ = made()
    assert room.drawn("/Fm0", Outside()) == ("/Fm0", frozenset())
    empty = room.own.XObject["/Fm0"]
    assert (str(empty.Subtype), empty.read_bytes()) == ("/Form", b"")


def test_a_picture_among_operators_becomes_a_resource() -> None:
    room, painters = made()
    outside = Outside((3, 4, 0, 2))
    dictionary = b"/W 1 /H 1 /BPC 8 /CS /RGB"
    assert room.inline(dictionary, b"\xff\0\0", outside) == "/PressInline"
    assert painters.size == (5, 2)
    assert room.inline(b"/W 1 /H 1 /BPC 8 /CS /G", b"\xff", outside) is None


def test_a_graphics_state_loses_what_it_says_of_overprinting_and_screens() -> None:
    state = D(Type=N.ExtGState, OP=True, OPM=1, LW=3, ca=0.5, BM=N.Multiply, HT=N.Default)
    room, painters = made(ExtGState=D(Gs1=state, Gs2=D(op=False, OP=True)))
    written, found = room.state("/Gs1")
    assert (written, found) == ("/Gs1", GraphicsState(True, True, 1, None, 3.0))
    assert set(room.own.ExtGState["/Gs1"].keys()) == {"/LW", "/ca", "/BM"}
    assert painters.seen == ["areas are 0.5 opaque", "the blend mode is Multiply"]
    assert painters.added == ["Multiply", "overprint"]
    assert room.state("/Gs2") == ("", GraphicsState(False, True))
    assert room.state("/Gs3") == ("", GraphicsState())


def test_overprinting_has_a_state_of_its_own() -> None:
    room, _ = made()
    wanted = Overprint(True, False, 1)
    assert room.overprint(wanted) == room.overprint(wanted) == "/PressOver101"
    it = room.own.ExtGState["/PressOver101"]
    assert (bool(it.op), bool(it.OP), int(it.OPM)) == (True, False, 1)


def test_fonts_that_are_missing_or_not_embedded_are_told_of() -> None:
    held = D(Subtype=N.TrueType, FontDescriptor=D(FontFile2=D()))
    bare = D(Subtype=N.TrueType, BaseFont=N.Arial)
    room, _ = made(Font=D(F1=held, F2=bare, F3=D(Subtype=N.Type3)))
    assert room.font("/F1") == room.font("/F3") == ""
    assert room.font("/F2") == "its font Arial is not embedded"
    assert room.font("/F4") == 'there is no font "F4"'


@pytest.mark.parametrize(
    ("target", "under"), [(Target.COLOUR, "/DeviceCMYK"), (Target.MASK, "/DeviceGray")]
)
def test_the_space_of_patterns_without_colours(target: Target, under: str) -> None:
    room, _ = made(target)
    name = room.pattern_space()
    assert room.pattern_space() == name
    assert [str(one) for one in room.own.ColorSpace[name]] == ["/Pattern", under]
