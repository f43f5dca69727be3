"""The e-paper that the tests of this folder look at."""

from __future__ import annotations

import pytest
from support.epaper.sample_epaper import Sample, rich_newspaper, sample_of


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return sample_of(rich_newspaper(tmp_path_factory.mktemp("epaper") / "paper"))
