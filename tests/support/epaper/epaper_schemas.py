"""The schemas of ALTO, METS and NITF, where they are at hand: in ../shared/corpora/epaper, or in
the folder that EPAPER_SCHEMAS names. ALTO's is CC BY-SA 4.0, METS's CC0, NITF's the IPTC's; none is
part of this repository."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

SHARED = Path(__file__).resolve().parents[4] / "shared" / "corpora" / "epaper"
FOLDER = Path(os.environ.get("EPAPER_SCHEMAS", SHARED))
FILES = {"alto": "alto-4-4.xsd", "mets": "mets.xsd", "nitf": "nitf-3-6.xsd"}


def is_at_hand(kind: str) -> bool:
    """Whether a schema is here."""
    return (FOLDER / FILES[kind]).is_file()


def wrong_with(kind: str, document: bytes) -> list[str]:
    """What a schema finds wrong with a document. Skips the test where the schema is not here."""
    if not is_at_hand(kind):
        pytest.skip(f"the schema of {kind.upper()} is not at hand: {FOLDER / FILES[kind]}")
    return mistakes(kind, document)


def mistakes(kind: str, document: bytes) -> list[str]:
    """What a schema that is here finds wrong with a document."""
    schema = _schema(kind)
    schema.validate(etree.fromstring(document))
    return [f"line {each.line}: {each.message}" for each in schema.error_log]


@cache
def _schema(kind: str) -> etree.XMLSchema:
    parser = etree.XMLParser(no_network=True)
    return etree.XMLSchema(etree.parse(str(FOLDER / FILES[kind]), parser))
