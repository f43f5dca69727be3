"""Shadings in inks: those along a function, and meshes corner by corner."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pikepdf
import pytest
from support.press.press_files import printer

from layout.press.colour.resources import Resources
from layout.press.colour.shadings import printed_shading
from layout.press.separation.functions import function_of
from layout.press.separation.printer import Target
from layout.press.separation.refused import Unpressable
from layout.press.separation.spaces import DEVICE, SpaceReader

PRESS = printer()
N, D = pikepdf.Name, pikepdf.Dictionary


def shaded(pdf: pikepdf.Pdf, it: Any, target: Target = Target.COLOUR) -> Any:
    painters: Any = SimpleNamespace(printer=PRESS, spaces=SpaceReader(), pdf=pdf)
    return printed_shading(it, Resources(D(), painters, target), PRESS, pdf)


def inks(*light: float) -> list[float]:
    row = np.array([light])
    return DEVICE["/DeviceRGB"].printed(row, PRESS, Target.COLOUR)[0].tolist()


def fade(**more: Any) -> Any:
    function = D(FunctionType=2, Domain=[0, 1], C0=[1, 0, 0], C1=[1, 1, 1], N=1)
    facts = {"ShadingType": 2, "ColorSpace": N.DeviceRGB, "Coords": [0, 0, 9, 0]}
    facts |= {"Function": function, **more}
    return D({f"/{key}": value for key, value in facts.items() if value is not None})


def test_a_fade_goes_from_inks_to_inks() -> None:
    with pikepdf.new() as pdf:
        made = shaded(pdf, fade(Background=[0, 0, 0], Extend=[True, False]))
        assert str(made.ColorSpace) == "/DeviceCMYK"
        assert [float(one) for one in made.Background] == [0, 0, 0, 1]
        assert [bool(one) for one in made.Extend] == [True, False]
        assert [int(one) for one in made.Coords] == [0, 0, 9, 0]
        found = function_of(made.Function)(np.array([[0.0], [1.0]]))
        assert np.allclose(found, [inks(1, 0, 0), [0, 0, 0, 0]], atol=1e-3)


def test_the_fade_of_a_mask_is_of_lightness() -> None:
    with pikepdf.new() as pdf:
        made = shaded(pdf, fade(), Target.MASK)
        assert str(made.ColorSpace) == "/DeviceGray"
        found = function_of(made.Function)(np.array([[0.0], [1.0]]))
        assert np.allclose(found, [[0.3], [1]], atol=1e-3)


def test_a_shading_over_an_area_keeps_its_two_directions_apart() -> None:
    with pikepdf.new() as pdf:
        function = pdf.make_stream(
            b"{ 0 }", FunctionType=4, Domain=[0, 2, 0, 1], Range=[0, 1, 0, 1, 0, 1]
        )
        area = D(ShadingType=1, ColorSpace=N.DeviceRGB, Domain=[0, 2, 0, 1], Function=function)
        made = function_of(shaded(pdf, area).Function)
        # Red is the first number, green the second, blue nought.
        found = made(np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]]))
        wanted = [inks(0, 0, 0), inks(1, 0, 0), inks(0, 1, 0)]
        assert np.allclose(found, wanted, atol=1e-3)


def mesh(pdf: pikepdf.Pdf, data: bytes, **more: Any) -> Any:
    facts: dict[str, Any] = {"BitsPerFlag": 8, "BitsPerCoordinate": 8, "BitsPerComponent": 8}
    facts |= {"ShadingType": 4, "ColorSpace": N.DeviceRGB, "Decode": [0, 9, 0, 9] + [0, 1] * 3}
    return pdf.make_stream(data, **{**facts, **more})


def test_the_corners_of_a_mesh_are_inks_and_stay_where_they_are() -> None:
    corners = [(0, 1, 2, 255, 0, 0), (0, 3, 4, 255, 255, 255), (0, 5, 6, 0, 0, 0)]
    with pikepdf.new() as pdf:
        made = shaded(pdf, mesh(pdf, b"".join(map(bytes, corners))))
        data = np.frombuffer(made.read_bytes(), np.uint8).reshape(3, 7)
        assert [float(one) for one in made.Decode] == [0, 9, 0, 9] + [0, 1] * 4
        assert str(made.ColorSpace) == "/DeviceCMYK"
    assert data[:, :3].tolist() == [[0, 1, 2], [0, 3, 4], [0, 5, 6]]
    assert np.abs(data[0, 3:] / 255 - inks(1, 0, 0)).max() <= 1 / 255
    assert data[1:, 3:].tolist() == [[0, 0, 0, 0], [0, 0, 0, 255]]


def test_a_patch_that_goes_on_has_two_corners_of_its_own() -> None:
    first = bytes([0, *range(24), *[255] * 12])
    on = bytes([1, *range(16), *[0] * 6])
    with pikepdf.new() as pdf:
        made = shaded(pdf, mesh(pdf, first + on, ShadingType=6)).read_bytes()
    assert made == bytes([0, *range(24), *[0] * 16, 1, *range(16), *[0, 0, 0, 255] * 2])


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"ShadingType": 9}, "kind 9"),
        ({"ShadingType": 4}, "kind 4"),
        ({"Function": None}, "no function"),
        ({"ColorSpace": N.DeviceCMYK}, "another space"),
        ({"Background": [0]}, "ground of another"),
    ],
)
def test_what_contradicts_itself_is_refused(wrong: dict[str, Any], why: str) -> None:
    with pikepdf.new() as pdf, pytest.raises(Unpressable, match=why):
        shaded(pdf, fade(**wrong))


def test_a_mesh_of_another_space_is_refused() -> None:
    with pikepdf.new() as pdf, pytest.raises(Unpressable, match="contradicts"):
        shaded(pdf, mesh(pdf, b"", Decode=[0, 9, 0, 9, 0, 1]))
