"""The one door for XML of others: nothing is expanded, nothing fetched, mistakes are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from layout.imports.safe_xml import Mistake, mistake_of, xml_parser


@pytest.mark.parametrize("recover", [False, True])
@pytest.mark.parametrize("huge", [False, True])
def test_no_entity_is_expanded_and_no_file_read(tmp_path: Path, recover: bool, huge: bool) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    data = (
        f'<!DOCTYPE a [<!ENTITY in "boom"><!ENTITY out SYSTEM "{secret.as_uri()}">'
        f'<!ENTITY % more SYSTEM "{secret.as_uri()}"> %more;]><a>&in;&out;</a>'
    )
    root = etree.fromstring(data, xml_parser(recover, huge))
    shown = "".join(str(text) for text in root.itertext())
    assert "boom" not in shown and "secret" not in shown


def test_comments_and_instructions_are_no_words() -> None:
    root = etree.fromstring("<a>one<!-- two -->,<?three?> four</a>", xml_parser())
    assert (root.text, len(root)) == ("one, four", 0)


def test_what_is_nested_too_deep_is_read_only_where_one_has_limits_of_ones_own() -> None:
    deep = "<a>" * 300 + "</a>" * 300
    with pytest.raises(etree.XMLSyntaxError):
        etree.fromstring(deep, xml_parser())
    assert sum(1 for _ in etree.fromstring(deep, xml_parser(huge=True)).iter()) == 300


def test_the_first_mistake_is_told_with_its_place_and_the_number_of_others() -> None:
    parser = xml_parser(recover=True)
    etree.fromstring("<a>\n<b>one</c>\n<d>two</e></a>", parser)
    mistake = mistake_of(parser)
    assert isinstance(mistake, Mistake)
    assert mistake.line == 2 and mistake.more > 0 and "\n" not in mistake.message


def test_what_is_well_formed_has_no_mistake() -> None:
    parser = xml_parser(recover=True)
    etree.fromstring("<a>one</a>", parser)
    assert mistake_of(parser) is None
    parser = xml_parser(recover=True)
    etree.fromstring('<!DOCTYPE a SYSTEM "a.dtd"><a>&eacute;</a>', parser)
    assert mistake_of(parser) is None
