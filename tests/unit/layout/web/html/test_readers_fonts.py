from __future__ import annotations

import re

import pytest

from layout.typeset.words.foundry import Foundry
from layout.typeset.words.style import Cut
from layout.web.html.readers_fonts import readers_fonts, stand_in_rules

CUTS = [
    Cut("newsreader", 400, False, 18),
    Cut("newsreader", 400, True, 18),
    Cut("newsreader", 700, False, 18),
    Cut("newsreader", 600, False, 72),
    Cut("libre_franklin", 600),
]


def rules_of(cut: Cut) -> list[str]:
    sans = cut.family == "libre_franklin"
    return list(stand_in_rules("own", cut.weight, cut.italic, Foundry().face(cut), sans))


@pytest.mark.parametrize("cut", CUTS)
def test_every_stand_in_is_as_long_as_our_face_and_on_its_lines(cut: Cut):
    """What a font is scaled by times its own width, and what its ascent is scaled by."""
    fonts = readers_fonts(cut.family == "libre_franklin")
    widths, ascents = [], []
    for font, rule in zip(fonts, rules_of(cut), strict=True):
        (scale,) = re.findall(r"size-adjust:([\d.]+)%", rule)
        (ascent,) = re.findall(r"ascent-override:([\d.]+)%", rule)
        widths.append(float(scale) * font.mean(cut.weight >= 600, cut.italic) / 100)
        ascents.append(float(scale) * float(ascent) / 100)
    assert 350 < min(widths) < 520
    assert max(widths) - min(widths) < 0.1
    assert max(ascents) - min(ascents) < 0.1


def test_weight_and_slope_have_a_face_of_their_own():
    names = [re.findall(r'local\("([^"]+)"\)', rules_of(cut)[1])[0] for cut in CUTS[:4]]
    assert names == [
        "Times New Roman",
        "Times New Roman Italic",
        "Times New Roman Bold",
        "Times New Roman Bold",
    ]
    assert "Liberation Serif Bold" in rules_of(CUTS[2])[1]
    assert "DejaVu Sans Oblique" in "".join(
        stand_in_rules("o", 400, True, Foundry().face(CUTS[4]), True)
    )
