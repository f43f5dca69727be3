"""The pictures that a file draws: ordered when they are met, made at the end."""

from types import SimpleNamespace

import numpy as np
import pikepdf
import pytest
from support.press.press_files import picture, printer

from layout.press.colour.drawn_pictures import ANYWHERE, Pictures
from layout.press.colour.notes import Notes
from layout.press.separation.printer import Target
from layout.press.separation.spaces import DEVICE


@pytest.mark.parametrize("wide, told", [(100, ["43 dpi"]), (ANYWHERE[0], [])])
def test_a_picture_is_ordered_once_and_made_as_large_as_it_is_printed(wide, told) -> None:
    pdf, notes = pikepdf.new(), Notes()
    told_of: list[object] = []
    room = SimpleNamespace(target=Target.COLOUR, printer=printer(), told=told_of.append)
    room.read = lambda it: DEVICE[str(it)]
    pictures = Pictures(pdf, 200, notes)
    notes.turn_to(2)
    pixels = np.full((60, 60, 3), (255, 0, 0))
    it = picture(pdf, pixels, pikepdf.Name.DeviceRGB)
    made = pictures.ordered(it, room, (20, 20))
    assert pictures.ordered(it, room, (wide, wide)) is made
    assert not made.read_bytes()
    assert told_of == [DEVICE["/DeviceRGB"]] * 2
    notes.turn_to(3)
    pictures.make()
    assert (str(made.ColorSpace), int(made.Width), notes.refused) == ("/DeviceCMYK", 60, [])
    assert [(one.page, one.what) for one in pictures.coarse()] == [(2, one) for one in told]
