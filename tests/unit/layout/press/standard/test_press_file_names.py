"""Names of print files by their pattern."""

import datetime

import pytest

from layout.press.standard.file_names import (
    EACH,
    ONE,
    Named,
    code_of,
    file_name,
    needs_date,
    pattern_problem,
)

NAMED = Named("SW", datetime.date(2026, 11, 26), "412", "B", "Local & Sport", 9)


@pytest.mark.parametrize(
    "pattern, name",
    [
        (EACH, "SW-2026-11-26-B009.pdf"),
        (ONE, "SW-2026-11-26.pdf"),
        ("{date:%d%m%y}_{page}.pdf", "261126_9.pdf"),
        ("{number}-{name}-{page:02}.pdf", "412-local-sport-09.pdf"),
    ],
)
def test_names(pattern, name):
    assert pattern_problem(pattern, "page" in pattern) is None
    assert file_name(pattern, NAMED) == name


@pytest.mark.parametrize(
    "pattern, each, message",
    [
        ("{code.pdf", True, "brace"),
        ("{foo}{page}.pdf", True, "unknown"),
        ("{code.__class__}{page}.pdf", True, "unknown"),
        ("{page!r}.pdf", True, "unknown"),
        ("{page:>99999}.pdf", True, "cannot be written so"),
        ("{date:%s}{page}.pdf", True, "cannot be written so"),
        ("{code:9}{page}.pdf", True, "cannot be written so"),
        ("../{page}.pdf", True, "not safe"),
        ("{code}.pdf", True, "the same name"),
        ("{page}.pdf", False, "of a page"),
        ("{page}", True, "no name of a PDF"),
        (".{page}.pdf", True, "no name of a PDF"),
    ],
)
def test_patterns_that_cannot_be(pattern, each, message):
    problem = pattern_problem(pattern, each)
    assert problem
    assert message in problem[0]
    assert problem[1]


def test_what_is_written_into_a_name_is_safe():
    named = Named("A/B ..", None, "№ 4/12", "A", "", 3)
    assert file_name("{code}-{number}-{page}.pdf", named) == "A-B-4-12-3.pdf"


def test_codes_and_dates():
    assert code_of("The Saltmere Weekly") == "TSW"
    assert code_of("日本") == "PAPER"
    assert needs_date(EACH)
    assert not needs_date("{page}.pdf")
