"""What is true of a whole file: what it claims, says about itself, holds besides its pages.
Source: ISO 14289-1, 5, 7.1, 7.10, 7.11, 7.15 and 7.16."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from layout.preflight.accessible.barrier import (
    Barrier,
    all_at,
    dictionary_at,
    stream_at,
    text_at,
)
from layout.preflight.accessible.tree import Tree
from layout.preflight.accessible.xmp import Packet, packet_of

_PREFIX = "pdfuaid"
_DYNAMIC = b"<dynamicRender"


def claim_barriers(pdf: pikepdf.Pdf) -> Iterator[Barrier]:
    """What is wrong with the claim to be PDF/UA-1."""
    packet = packet_of(pdf)
    if not packet.part:
        yield Barrier("5", "claim", "the file does not say that it is PDF/UA")
    elif packet.part != "1":
        yield Barrier("5", "part", f"the file says that it is PDF/UA-{packet.part}, not PDF/UA-1")
    for prefix, name, _ in packet.identification:
        if prefix != _PREFIX:
            message = f"the prefix of {name} is {prefix}, where it must be {_PREFIX}"
            yield Barrier("5", "prefix", message)


def file_barriers(pdf: pikepdf.Pdf, tree: Tree) -> Iterator[Barrier]:
    """What the whole of a file lacks."""
    yield from _about_itself(pdf, tree)
    yield from _layers(pdf)
    yield from _attached(pdf)
    yield from _forms(pdf)
    if pdf.is_encrypted and not pdf.allow.accessibility:
        yield Barrier("7.16", "permission", "the file forbids to be read to those who cannot see")


def _about_itself(pdf: pikepdf.Pdf, tree: Tree) -> Iterator[Barrier]:
    root = pdf.Root
    if "/K" not in tree.root:
        yield Barrier("7.1", "untagged", "the file has no structure tree")
    info = dictionary_at(root, "/MarkInfo")
    if info.get("/Marked") is not True:
        yield Barrier("7.1", "marked", "the file does not say that it is tagged")
    if info.get("/Suspects") is True:
        yield Barrier("7.1", "suspects", "the file says that its tags may be wrong")
    yield from _titled(packet_of(pdf))
    if dictionary_at(root, "/ViewerPreferences").get("/DisplayDocTitle") is not True:
        message = "the file does not ask that its title be shown in place of its name"
        yield Barrier("7.1", "title-shown", message)


def _titled(packet: Packet) -> Iterator[Barrier]:
    if not packet.there:
        yield Barrier("7.1", "metadata", "the file has no metadata, or none that can be read")
    if not any(text for _, text in packet.titles):
        yield Barrier("7.1", "title", "the metadata have no title")


def _layers(pdf: pikepdf.Pdf) -> Iterator[Barrier]:
    layers = dictionary_at(pdf.Root, "/OCProperties")
    for setup in (*all_at(layers, "/D"), *all_at(layers, "/Configs")):
        if not text_at(setup, "/Name"):
            yield Barrier("7.10", "layer-name", "a setup of layers has no name")
        if isinstance(setup, pikepdf.Dictionary) and "/AS" in setup:
            yield Barrier("7.10", "layer-states", "layers turn on and off by themselves (AS)")


def _attached(pdf: pikepdf.Pdf) -> Iterator[Barrier]:
    for it in _all_dictionaries(pdf):
        if "/EF" in it and not (text_at(it, "/F") and text_at(it, "/UF")):
            yield Barrier("7.11", "file-name", "an attached file has no name (F and UF)")


def _all_dictionaries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """All dictionaries that could be a file specification: objects, and those in an object."""
    for it in pdf.objects:
        if isinstance(it, pikepdf.Dictionary):
            yield it
            file = it.get("/FS")
            if isinstance(file, pikepdf.Dictionary) and not file.is_indirect:
                yield file
            for name in all_at(it, "/Names"):
                if isinstance(name, pikepdf.Dictionary) and not name.is_indirect:
                    yield name


def _forms(pdf: pikepdf.Pdf) -> Iterator[Barrier]:
    form = dictionary_at(pdf.Root, "/AcroForm")
    parts = [part for part in all_at(form, "/XFA") if isinstance(part, pikepdf.Stream)]
    whole = stream_at(form, "/XFA")
    for part in parts if parts else [whole] if whole is not None else []:
        data = part.read_bytes()
        at = data.find(_DYNAMIC)
        if at >= 0 and data[data.find(b">", at) + 1 :].lstrip().startswith(b"required"):
            yield Barrier("7.15", "dynamic-form", "the file has a dynamic XFA form")
