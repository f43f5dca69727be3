"""Small pages of an edition, stories around ads: golden/pages/edition."""

from __future__ import annotations

import pytest
from support.small_pages.cases import Case, cases_in, compare
from support.small_pages.edition_pages import made_up


@pytest.mark.parametrize("case", cases_in("edition"))
def test_edition_page(case: Case, request: pytest.FixtureRequest, square_font) -> None:
    compare(case, made_up(case), request)
