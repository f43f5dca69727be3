"""Layers of ads: what their owners have switched off stays off."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from layout.press.pictures.hidden_layers import Layers, layers_of


def with_layers(setting: dict, count: int = 2) -> tuple[pikepdf.Pdf, list]:
    pdf = pikepdf.new()
    groups = [pdf.make_indirect(Dictionary(Type=Name.OCG, Name=f"L{n}")) for n in range(count)]
    named = {
        f"/{key}": Name(value) if key == "BaseState" else Array([groups[n] for n in value])
        for key, value in setting.items()
    }
    pdf.Root.OCProperties = Dictionary(OCGs=Array(groups), D=Dictionary(named))
    return pdf, groups


@pytest.mark.parametrize(
    ("setting", "hidden"),
    [
        ({}, [False, False]),
        ({"OFF": [1]}, [False, True]),
        ({"BaseState": "/OFF", "ON": [0]}, [False, True]),
        ({"BaseState": "/OFF"}, [True, True]),
    ],
)
def test_which_layers_are_off(setting, hidden):
    pdf, groups = with_layers(setting)
    assert layers_of(pdf) == dict(zip([each.objgen for each in groups], hidden, strict=True))


def test_files_without_layers_or_with_odd_ones_have_none():
    assert layers_of(pikepdf.new()) == {}
    pdf = pikepdf.new()
    pdf.Root.OCProperties = Dictionary(OCGs=Name.Odd, D=Array([]))
    assert layers_of(pdf) == {}


def test_the_catalog_says_so_where_one_is_off():
    layers = Layers()
    layers.add(7, False)
    assert layers.entry() == ""
    layers.add(9, True)
    assert layers.entry() == (
        "/OCProperties<</OCGs[7 0 R 9 0 R]/D<</Name(Print)/Order[]/OFF[9 0 R]>>>>"
    )
