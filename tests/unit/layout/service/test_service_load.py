"""The service under load, scaled down: `benchmarks/service_load.py` does the full half minute."""

import pytest

from benchmarks.service_load import Loaded, loaded


@pytest.mark.slow
def test_each_post_is_answered():
    found = loaded(seconds=1, rate=5, words=200)
    assert len(found.answers) == 5 and found.processor > 0


def test_shares_of_answers():
    found = Loaded(tuple(map(float, range(100))), 1.0)
    assert (found.share(0.5), found.share(0.95)) == (50.0, 95.0)
