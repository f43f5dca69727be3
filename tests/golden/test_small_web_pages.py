"""Small web pages of a story at some widths: golden/pages/web."""

from __future__ import annotations

import pytest
from support.small_pages.cases import Case, cases_in, compare
from support.small_pages.web_story import on_screens


@pytest.mark.parametrize("case", cases_in("web"))
def test_web_page(case: Case, request: pytest.FixtureRequest, square_font) -> None:
    compare(case, on_screens(case), request)
