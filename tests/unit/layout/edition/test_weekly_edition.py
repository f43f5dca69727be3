"""The sample weekly as a reader outside the engine finds it: full, whole, and by all rules."""

from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from support.editions.checker import figures, problems_of
from support.editions.heard import heard_by_pdfium, heard_by_poppler, written, written_on
from support.editions.report import printed_edition
from support.epaper.checked_zones import words_of, zone_problems

from layout.edition.ads_ahead import stacked
from layout.epaper.zones.of_each_page import zones_of_edition
from layout.preflight.accessible.check import accessible_findings
from layout.work.terminal.console import Console

pytestmark = pytest.mark.slow

WEEKLY = Path(__file__).parents[4] / "seeds" / "weekly"


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """What `newsgrid stack` says before anything is printed, the newspaper, what was read of its
    PDF, and that file."""
    file = tmp_path_factory.mktemp("weekly") / "edition.pdf"
    stack = stacked(WEEKLY, Console())
    assert not stack.compared
    return stack, *printed_edition(WEEKLY, file), file


@pytest.fixture(scope="module")
def told(printed):
    """The checker's problems and figures, the findings of the engine, its count of pages, what is
    wrong with the zones of its e-paper and how many words they have, and whether the ads stand
    where `newsgrid stack` says, told before anything was printed."""
    stack, made, edition, file = printed
    codes = [finding.code for finding in made.findings]
    foretold = made.stacked.plan.places == stack.plan.places
    count = len(made.document.pages)
    with pypdfium2.PdfDocument(file) as opened:
        zoned = zones_of_edition(made, opened)
    zones = list(zone_problems(made, zoned, file)), len(words_of(zoned))
    return list(problems_of(edition)), figures(edition), codes, count, zones, foretold


def test_no_rule_is_broken(told):
    problems, *_ = told
    # the artwork is as advertisers send it; two rows of one column are a thousandth of a page
    known = ("the artwork of", ": 2 rows are white")
    assert [each for each in problems if not any(words in each for words in known)] == []


def test_every_page_is_full_and_every_word_is_there(told):
    _, found, codes, pages, *_ = told
    assert found.white < 0.01
    assert found.legs_shorter == 0
    assert (found.widows, found.orphans, found.tombstones) == (0, 0, 0)
    assert found.stories_missing == ()
    assert found.words_found == found.words > 20_000
    assert found.jumps >= 1
    assert pages == 24
    assert "held-over" not in codes


def test_every_word_is_in_one_zone_of_the_epaper(told):
    problems, words = told[-2]
    assert problems == []
    assert words > 25_000


def test_every_ad_stands_where_stack_said(told):
    assert told[-1]


def test_it_is_heard_whole_and_in_order(printed):
    _, made, _, file = printed
    document = made.document
    expected, found = list(written(document).values()), heard_by_poppler(file)
    assert sum(len(each.words) for each in expected) > 20_000
    assert [each.words for each in found] == [each.words for each in expected]
    assert [each.all_words for each in found] == [each.all_words for each in expected]
    assert heard_by_pdfium(file) == [written_on(page) for page in document.pages]


def test_it_says_that_it_is_accessible_and_is(printed):
    file = printed[-1]
    assert b"<pdfuaid:part>1<" in file.read_bytes()
    with pikepdf.open(file) as pdf:
        assert accessible_findings(pdf) == ()
