"""newsgrid measured: planted values are found again within their intervals, and rules follow."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layout.desk.command import main
from layout.desk.commands.measuring.measured import COMMAND, measured_text, proposed_rules
from layout.simulation.measured.counts import Count, Place, read_counts
from layout.simulation.measured.fit import Fit, by_revenue, fitted
from layout.simulation.measured.proposed import proposed
from layout.simulation.simulate import RulesToTry, simulate
from slots.finding import BadInput
from slots.rulebook.load import parse_rules

RULES = """
[slot.inline-ad]
holds = "ad"
sizes = ["300x250", "250x250"]
value = 100   # a guess
decay = "4%"
[slot.inline-ad.at.mobile]
value = 120
[slot.rail-ad]
holds = "ad"
region = "rail"
sizes = ["300x250", "250x250"]
"""
PLACE = Place("inline-ad", "mobile")


def left(decay: float, depth: float) -> float:
    return max(1 - decay * depth / 100, 0.1)


def drawn(
    seed: int, seen: float, decay: float, paid: float, views: int, depths: list[float]
) -> list[Count]:
    """Counts of readers who look or do not, each of whom brings what an auction happens to pay."""
    chance = random.Random(seed)
    counts = []
    for depth in depths:
        share = seen * left(decay, depth)
        saw = sum(chance.random() < share for _ in range(views))
        revenue = sum(chance.expovariate(1 / paid) for _ in range(saw))
        counts.append(Count(PLACE, depth, views, saw, revenue))
    return counts


DEPTHS = [0.5, 0.8, 1.4, 1.9, 2.5, 3.1, 4.0, 5.2, 6.3, 7.5]


@pytest.mark.parametrize("money", [True, False], ids=["revenue", "viewable"])
def test_planted_values_lie_in_their_intervals(money: bool) -> None:
    """Of intervals that are meant to hold 95 times of 100, no fewer than 88 of 100 do (chance makes
    it fewer once in 300 times), and they are narrow enough to say something."""
    held = {"value": 0, "decay": 0}
    for seed in range(100):
        counts = drawn(seed, 0.7, 8, 0.004, 600, DEPTHS)
        if not money:
            counts = [replace(each, revenue=None) for each in counts]
        fit = fitted(counts)
        worth = 700 * 0.004 if money else 700
        assert fit.decay is not None
        assert fit.value.high - fit.value.low < worth / 2 and fit.decay.high - fit.decay.low < 6
        held["value"] += fit.value.low <= worth <= fit.value.high
        held["decay"] += fit.decay.low <= 8 <= fit.decay.high
    assert min(held.values()) >= 88, held


def test_values_planted_under_a_simulation_are_found_again(tmp_path: Path) -> None:
    """At the depths where newsgrid puts ads in real stories."""
    rules = tmp_path / "rules.toml"
    text = RULES.replace('decay = "4%"', 'decay = "4%"\nauto = 5\ndistance = { ad = "600px" }')
    rules.write_text(text)
    stories = Path(__file__).parents[4] / "seeds" / "weekly" / "stories"
    folder = tmp_path / "stories"
    folder.mkdir()
    for story in sorted(stories.glob("*.md"), key=lambda each: -each.stat().st_size)[:6]:
        (folder / story.name).write_text(story.read_text())
    found = simulate(folder, RulesToTry(rules=str(rules), breakpoints=("mobile",)))
    depths = [
        box.top / point.screen
        for story in found.summed.results
        for point in story.a
        for box in point.boxes
        if box.top is not None
    ]
    assert len(set(depths)) > 5
    fit = fitted(drawn(1, 0.6, 12, 0.01, 900, depths))
    assert fit.value.low <= 6.0 <= fit.value.high
    assert fit.decay is not None and fit.decay.low <= 12 <= fit.decay.high


@given(
    value=st.floats(0.1, 1000),
    decay=st.integers(0, 200),
    views=st.integers(1000, 100_000),
    depths=st.lists(st.integers(0, 60), min_size=3, max_size=8, unique=True),
)
@settings(max_examples=30, deadline=None)
def test_what_follows_the_rules_exactly_is_found_exactly(
    value: float, decay: int, views: int, depths: list[int]
) -> None:
    screens = sorted(depth / 10 for depth in depths)
    decay = min(decay, int(900 / screens[1]))  # more looks like none, with ten times the value
    ideal = [views / 1000 * value * left(decay / 10, depth) for depth in screens]
    counts = [
        Count(PLACE, depth, views, None, mean) for depth, mean in zip(screens, ideal, strict=True)
    ]
    fit = fitted(counts)
    assert fit.decay is not None
    again = [
        views / 1000 * fit.value.best * left(fit.decay.best, depth) for depth in screens
    ]  # where all is at the least, or one alone is not, several curves are the same
    assert again == pytest.approx(ideal, rel=0.06)
    assert fit.value.low <= fit.value.best <= fit.value.high
    assert fit.decay.low <= fit.decay.best <= fit.decay.high


@given(st.floats(0.01, 100), st.integers(1, 1000))
@settings(max_examples=20, deadline=None)
def test_another_currency_is_the_same_by_its_rate(rate: float, seed: int) -> None:
    counts = drawn(seed, 0.5, 5, 1, 200, DEPTHS[:5])
    there = [replace(each, revenue=(each.revenue or 0) * rate) for each in counts]
    one, other = fitted(counts), fitted(there)
    assert other.value.best == pytest.approx(one.value.best * rate, rel=1e-3)
    assert other.value.high == pytest.approx(one.value.high * rate, rel=1e-3)
    assert one.decay == pytest.approx(other.decay) or one.decay == other.decay


def test_more_readers_make_it_surer() -> None:
    def width(fit: Fit) -> float:
        return (fit.value.high - fit.value.low) / fit.value.best

    few, many = (fitted(drawn(3, 0.6, 5, 0.01, views, DEPTHS)) for views in (100, 6400))
    assert width(many) < width(few) / 4


def test_days_that_differ_make_it_less_sure() -> None:
    calm = [Count(PLACE, depth, 1000, 500, 5.0) for depth in (1.0, 2.0, 3.0) for _ in "12345678"]
    wild = [
        replace(each, revenue=5.0 * (0.4 if number % 2 else 1.6))
        for number, each in enumerate(calm)
    ]
    one, other = fitted(calm).value, fitted(wild).value
    assert other.best == pytest.approx(one.best, rel=0.05)
    assert other.high - other.low > 3 * (one.high - one.low)


def test_one_depth_says_nothing_of_decay() -> None:
    fit = fitted([Count(PLACE, 2.0, 1000, 400, None)] * 3, decay=10)
    assert fit.decay is None and fit.value.best == pytest.approx(400 / 0.8)
    rail = fitted([Count(Place("rail-ad", ""), None, 1000, None, 8.0)])
    assert (rail.value.best, rail.value.low, rail.value.high) == (8.0, 0.0, float("inf"))
    nothing = fitted([Count(PLACE, 1.0, 1000, 0, 0.0), Count(PLACE, 2.0, 1000, 0, 0.0)])
    assert nothing.value.best == 0 and nothing.decay is None
    assert by_revenue([Count(PLACE, 1.0, 5, 1, 0.5)]) and not by_revenue(
        [Count(PLACE, 1, 5, 1, None)]
    )


def test_rules_follow_only_where_theirs_lie_outside() -> None:
    rules = parse_rules(RULES, "slots.toml")
    rail = [
        Count(Place("rail-ad", ""), None, 10_000, 5_000, 10 + number / 10) for number in range(6)
    ]
    found = proposed([*drawn(7, 0.7, 8, 0.004, 3000, DEPTHS), *rail], rules)
    inline, beside = found.slots
    assert inline.place == PLACE and inline.new_value == inline.value.best
    assert 240 < inline.value.best < 320 and inline.new_decay is not None
    assert beside.value_now == 100 and beside.new_value is None and beside.new_decay is None
    text = proposed_rules(RULES, found)
    mended = parse_rules(text, "slots.toml").terms("inline-ad", "mobile")
    assert mended.value == inline.new_value and float(mended.decay.value) == inline.new_decay
    assert "value = 100   # a guess" in text and text.count("\n") == RULES.count("\n") + 1
    told = measured_text(found, "slots.toml")
    assert "2 changes proposed to slots.toml" in told
    assert f"[slot.inline-ad.at.mobile] value = {inline.new_value}" in told
    again = proposed([*drawn(7, 0.7, 8, 0.004, 3000, DEPTHS), *rail], parse_rules(text, "again"))
    assert again.changes() == () and "nothing is proposed" in measured_text(again, "slots.toml")


def test_what_cannot_be_compared_or_is_unsure_is_told() -> None:
    rules = parse_rules(RULES, "slots.toml")
    counts = [
        Count(PLACE, 1.0, 100, 0, None),
        Count(Place("rail-ad", ""), None, 100, None, 5.0),
    ]
    codes = [each.code for each in proposed(counts, rules).findings]
    assert codes == ["measured-unsure", "measured-unsure", "measured-unsure", "measured-mixed"]
    with pytest.raises(BadInput, match="--scale 1"):
        proposed([Count(PLACE, 1.0, 1, 1, 1000.0)], rules)


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("slot,depth,views\n", "no column viewable or revenue", 1),
        ("slot,depth,views,viewable,colour\n", 'column "colour" is unknown', 1),
        ("slot,views,views,viewable\n", 'column "views" is twice', 1),
        ("slot,views,viewable\n", "nothing was counted", 1),
        ("slot,views,viewable\ninlin-ad,5,4\n", 'no slot "inlin-ad" in the rules (did you', 2),
        (
            "slot,breakpoint,views,viewable\n\ninline-ad,mobil,5,4\n",
            'no breakpoint "mobil" in the rules (did you mean "mobile"',
            3,
        ),
        ("slot,views,viewable\ninline-ad,5,6\n", "6 of 5 views were viewable", 2),
        ("slot,views,viewable\ninline-ad,0,0\n", "no views", 2),
        ("slot,views,viewable\ninline-ad,5.5,4\n", 'views "5.5" is no whole number', 2),
        ("slot,views,revenue\ninline-ad,5,\n", "neither viewable nor revenue", 2),
        ('slot,views,revenue\ninline-ad,5,"3,27"\n', 'revenue "3,27" is no number', 2),
        ("slot,views,revenue\ninline-ad,5,-3\n", 'revenue "-3" is no number', 2),
        ("slot,depth,views,revenue\ninline-ad,2000,5,3\n", "depth 2000 is more than 1,000", 2),
        (
            "slot,depth,views,revenue\ninline-ad,1,5,3\ninline-ad,,5,3\n",
            "inline-ad has a depth on some lines only",
            3,
        ),
        ('slot,views,revenue\ninline-ad,"5,3\n', "this is no CSV", 1),
    ],
)
def test_mistakes_are_told_with_line_and_remedy(
    tmp_path: Path, text: str, message: str, line: int
) -> None:
    file = tmp_path / "counted.csv"
    file.write_text(text)
    with pytest.raises(BadInput) as caught:
        read_counts(file, parse_rules(RULES, "slots.toml"))
    (finding,) = caught.value.findings
    assert message in finding.message and finding.where.line == line and finding.hint
    file.write_bytes(b"slot\xff")
    with pytest.raises(BadInput, match="not UTF-8"):
        read_counts(file, parse_rules(RULES, "slots.toml"))
    with pytest.raises(BadInput):
        read_counts(tmp_path / "none.csv", parse_rules(RULES, "slots.toml"))


def test_the_command_reports_and_writes_rules(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert COMMAND.name == "measured"
    paper, counted = tmp_path / "paper", tmp_path / "counted.csv"
    paper.mkdir()
    (paper / "newsgrid.toml").write_text('name = "Paper"\n')
    (paper / "slots.toml").write_text(RULES)
    counts = drawn(7, 0.7, 8, 0.004, 3000, DEPTHS)
    lines = [
        f'inline-ad,mobile,{each.depth},"{each.views:,}",{each.viewable},{each.revenue}'
        for each in counts
    ]
    counted.write_text("\n".join(["slot,breakpoint,depth,views,viewable,revenue", *lines]))
    assert read_counts(counted, parse_rules(RULES, "slots.toml")) == tuple(counts)
    new = tmp_path / "new.toml"
    assert main(["measured", str(paper), str(counted), "-o", str(new), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    (slot,) = report["slots"]
    assert slot["new_value"] and slot["value"]["low"] < 280 < slot["value"]["high"]
    assert report["changes"][0] == {
        "path": ["slot", "inline-ad", "at", "mobile", "value"],
        "value": slot["new_value"],
    }
    assert f"value = {slot['new_value']}" in new.read_text()
    parse_rules(new.read_text(), "new.toml")
    capsys.readouterr()
    assert main(["measured", str(paper), str(counted), "--rules", str(new)]) == 0
    assert "nothing is proposed" in capsys.readouterr().out
    assert main(["measured", str(paper), str(counted), "-o", str(counted)]) == 2
    assert main(["measured", str(paper), str(tmp_path / "no.csv")]) == 2
