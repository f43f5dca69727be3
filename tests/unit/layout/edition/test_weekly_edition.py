"""The sample weekly as a reader outside the engine finds it: full, whole, and by all rules."""

from pathlib import Path

import pypdfium2
import pytest
from support.editions.checker import figures, problems_of
from support.editions.report import printed_edition
from support.epaper.checked_zones import words_of, zone_problems

from layout.edition.ads_ahead import stacked
from layout.epaper.zones.zones_of_edition import zones_of_edition
from layout.work.terminal.console import Console

pytestmark = pytest.mark.slow

WEEKLY = Path(__file__).parents[4] / "seeds" / "weekly"


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """The checker's problems and figures, the findings of the engine, its count of pages, what is
    wrong with the zones of its e-paper and how many words they have, and whether the ads stand
    where `newsgrid stack` says, told before anything was printed."""
    folder = tmp_path_factory.mktemp("weekly")
    stack = stacked(WEEKLY, Console())
    assert not stack.compared
    made, edition = printed_edition(WEEKLY, folder / "edition.pdf")
    codes = [finding.code for finding in made.findings]
    foretold = made.stacked.plan.places == stack.plan.places
    count = len(made.document.pages)
    with pypdfium2.PdfDocument(folder / "edition.pdf") as opened:
        zoned = zones_of_edition(made, opened)
    zones = list(zone_problems(made, zoned, folder / "edition.pdf")), len(words_of(zoned))
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
