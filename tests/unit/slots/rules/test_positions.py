"""Positions in the copy: what the schema lets in is what can be read, and the other way round."""

from __future__ import annotations

import re

import pytest

from slots.rules.positions import POSITION_PATTERN, parse_position

READ = {
    "after paragraph 3": "after paragraph 3",
    "before paragraph -1": "before paragraph -1",
    "25% of text": "25% of text",
    "-1 screen": "-1 screen",
    "12p6": "12p6",
    "-2p": "-2p0",
    "every 3 paragraphs": "every 3 paragraphs from 3 paragraphs",
    "every 200px from 1 screen": "every 200px from 1 screen",
    "every 12p6 from 6p": "every 12p6 from 6p0",
}


@pytest.mark.parametrize(("text", "written"), READ.items())
def test_what_the_schema_lets_in_is_read_and_written(text, written):
    assert re.search(POSITION_PATTERN, text)
    assert str(parse_position(text)) == written
    assert re.search(POSITION_PATTERN, written)


@pytest.mark.parametrize(
    "text", ["after paragraph 0", "3 foos", "every paragraph", "every 3 foos", "25", "--1 screen"]
)
def test_what_the_schema_refuses_is_no_position(text):
    assert not re.search(POSITION_PATTERN, text)
    with pytest.raises(ValueError):
        parse_position(text)
