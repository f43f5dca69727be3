"""Portraits: which pictures are taken for mug shots where a publication asks for that."""

from __future__ import annotations

import pytest

from layout.story.block import Picture
from layout.story.pictures.portraits import is_name, is_portrait
from layout.story.run import plain

NAMED = Picture("a.jpg", "", plain("Elvira Monge"))


@pytest.mark.parametrize(
    "name",
    ["Elvira Monge", "Jan van der Velde", "Mary O’Neill", "J. K. Rowling", "José María Ruiz-Díaz"],
)
def test_names_of_one_person(name):
    assert is_name(name)


@pytest.mark.parametrize(
    "text",
    ["", "Elvira", "The Pier", "Elvira Monge and Ana Díaz", "Elvira Monge speaks", "Pier 14 Arrow",
     "Elvira Monge.", "Elvira Monge, captain", "A very long line of seven words"],
)  # fmt: skip
def test_what_is_no_name(text):
    assert not is_name(text)


def test_it_is_upright_and_little_of_it_must_be_seen():
    assert is_portrait(NAMED, 600, 800)
    assert not is_portrait(NAMED, 800, 600) and not is_portrait(NAMED, 800, 800)
    assert not is_portrait(NAMED, 300, 800)
    keep = [Picture("a.jpg", "", NAMED.cutline, keep=k) for k in ((20, 0, 80, 60), (0, 0, 100, 90))]
    assert [is_portrait(each, 600, 800) for each in keep] == [True, False]
