"""What a box says of its own structure, for the tree of the page that it stands on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TaggedPart:
    """An element of a box: its tag, the numbers of its marks on the page, the elements in it,
    alternative text, language and attributes (an object as PDF writes it), "" without; of a figure
    its left, lower, right and upper edge in points from the lower left corner of the box."""

    tag: str
    marks: tuple[int, ...] = ()
    parts: tuple[TaggedPart, ...] = ()
    alternative: str = ""
    language: str = ""
    attributes: str = ""
    edges: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class TaggedForm:
    """A box as a form: the number of that, its elements in order, and how many marks it has. One
    without elements has one mark, which is all of it."""

    number: int
    parts: tuple[TaggedPart, ...]
    marks: int


@dataclass(frozen=True, slots=True)
class Marking:
    """How the content of a form is marked: the number of its first mark, its entry in the parent
    tree, and the tag of all of it, where it has no tags of its own."""

    first: int
    key: int
    tag: str
