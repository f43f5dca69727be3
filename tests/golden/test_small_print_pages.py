"""Small pages of one story as they are printed: golden/pages/print."""

from __future__ import annotations

import pytest
from support.small_pages.cases import Case, cases_in, compare
from support.small_pages.print_story import printed


@pytest.mark.parametrize("case", cases_in("print"))
def test_printed_page(case: Case, request: pytest.FixtureRequest, square_font) -> None:
    compare(case, printed(case), request)
