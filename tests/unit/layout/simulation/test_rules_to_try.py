"""Rules of a simulation by name: what is wrong with any of them stops it, all at once."""

from __future__ import annotations

import pytest

from layout.simulation.results import simulation
from layout.simulation.simulate import Crew, RulesToTry, simulate
from slots.finding import BadInput

ALONE = Crew(jobs=1)


@pytest.fixture
def paper(tmp_path):
    (tmp_path / "newsgrid.toml").write_text('name = "T"\n')
    (tmp_path / "stories").mkdir()
    (tmp_path / "stories" / "one.md").write_text("# One\n\nThe ferry sails again.\n")
    (tmp_path / "bad.toml").write_text("[slot.a]\nholdz = 3\n")
    return tmp_path


@pytest.mark.parametrize(
    ("tried", "said"),
    [
        (RulesToTry(against_strategy="stable"), ["--against-strategy needs --against"]),
        (RulesToTry(rules="preset:spacefindr"), ["spacefind"]),
        (
            RulesToTry(breakpoints=("mobil",)),
            ['no breakpoint "mobil" in the rules (did you mean "mobile"?)'],
        ),
        (
            RulesToTry(rules="preset:none", against_strategy="stable"),
            ["--against-strategy needs --against", "none"],
        ),
    ],
)
def test_what_cannot_be_tried_is_said_with_all_its_problems(paper, tried, said):
    with pytest.raises(BadInput) as caught:
        simulate(paper, tried, ALONE)
    messages = " ".join(finding.message for finding in caught.value.findings)
    assert all(each in messages for each in said)
    assert all(finding.hint for finding in caught.value.findings)


def test_mistakes_of_both_files_are_said_together(paper):
    bad = str(paper / "bad.toml")
    with pytest.raises(BadInput) as caught:
        simulate(paper, RulesToTry(bad, "preset:none"), ALONE)
    files = {finding.where.file for finding in caught.value.findings}
    assert bad in files and len(files) > 1


@pytest.mark.slow
def test_the_publications_own_rules_are_tried_where_none_are_named(paper):
    found = simulate(paper, RulesToTry(breakpoints=("mobile",)), ALONE)
    assert (found.summed.stories, found.summed.failed) == (1, 0)
    assert {point.name for point in found.summed.results[0].a} == {"mobile"}
    assert found.summed.b is None
    again = simulation(found.summed.folder, found.summed.results, found.summed.a.rules, None)
    assert again == found.summed
    own = paper / "slots.toml"
    own.write_text('[slot.a]\nholds = "ad"\nlabel = "Advertisement"\nsizes = ["300x250"]\n')
    assert simulate(paper, RulesToTry(), ALONE).summed.a.rules == str(own)
