from __future__ import annotations

import pytest

from benchmarks.page_words import expected_text, lines_of, main, our_scores, scored
from tests.support.imports.pages_at_hand import FIRST, SECOND, STORY, whole


def test_words_are_counted_as_bags():
    score = scored("a", "the ferry the", "The ferry returns today")
    assert (score.precision, score.recall) == (2 / 3, 0.5)
    assert score.f1 == pytest.approx(4 / 7)
    assert (scored("a", "", "ferry").mean, scored("a", "", "").f1) == (0.0, 0.0)
    assert scored("a", "記憶", "記憶力").recall == pytest.approx(2 / 3)


def test_pages_count_alike_and_every_third_is_held_out():
    scores = [scored(str(n), "a b", "a b" if n % 3 == 2 else "a") for n in range(6)]
    means = {line.pages: (line.count, line.mean) for line in lines_of("x", scores)}
    assert means == {
        "all": (6, pytest.approx(5 / 6)),
        "tuned on": (4, 0.75),
        "held out": (2, 1.0),
    }


def test_our_words_are_those_of_deck_and_body(tmp_path):
    page = tmp_path / "ferry"
    page.mkdir()
    (page / "source.html").write_text(whole(f"<h1>Ferry</h1>{STORY}<nav>Home</nav>"))
    (page / "expected.html").write_text(
        f"<div><p>{FIRST}</p><script>x</script><p>{SECOND}</p></div>"
    )
    assert expected_text(page).split() == f"{FIRST} {SECOND}".split()
    (score,) = our_scores([page])
    assert score.recall == 1.0
    assert 0.6 < score.precision < 0.75


def test_without_pages_it_says_so(tmp_path, capsys):
    assert main(["--pages", str(tmp_path)]) == 2
    assert "no pages" in capsys.readouterr().out
