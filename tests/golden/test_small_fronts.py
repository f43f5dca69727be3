"""Small fronts of a site, the containers of a few cards each: golden/pages/front."""

from __future__ import annotations

import pytest
from support.small_pages.cases import Case, cases_in, compare
from support.small_pages.front import front_at


@pytest.mark.parametrize("case", cases_in("front"))
def test_front(case: Case, request: pytest.FixtureRequest, square_font) -> None:
    compare(case, front_at(case), request)
