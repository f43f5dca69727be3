"""The bench of the whole publication: short parts, the newest run, and nothing done twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from layout.desk.preview.rules.whole import tasks
from layout.desk.preview.rules.whole.tasks import WholeBench
from layout.desk.preview.web.published_page import Composer
from layout.desk.preview.web.tasks import WebBench
from slots.finding import BadInput
from slots.rulebook.load import default_text

pytestmark = pytest.mark.slow

WORDS = "The river rose and the town watched it, hour after hour, all night long. " * 3
COPY = "\n\n".join([WORDS] * 12)
NAMES = ("a", "b", "c")


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A part is all there is, however slow the machine; tests that want short ones say so."""
    monkeypatch.setattr(tasks, "BUDGET", 1e9)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A publication of three stories with an ad each."""
    (tmp_path / "newsgrid.toml").write_text('name = "Gazette"\n')
    (tmp_path / "stories").mkdir()
    for name in NAMES:
        _write(tmp_path, name)
    return tmp_path


def _write(place: Path, name: str, more: str = "") -> None:
    text = f"---\nheadline: Story {name}\nslots: [google-ad]\n{more}---\n\n{COPY}\n"
    (place / "stories" / f"{name}.md").write_text(text)


def _draft(top: int) -> str:
    return default_text().replace(
        'from_top      = "2 paragraphs"', f'from_top      = "{top} paragraphs"'
    )


def _run(bench: WholeBench, text: str, story: str = "", tab: str = "t") -> list[dict[str, Any]]:
    number = bench.begin(tab, text, story)["number"]
    parts: list[dict[str, Any]] = []
    while not (parts and parts[-1].get("final")):
        part = bench.part(tab, number)
        assert part
        parts.append(part)
    return parts


def _changed(parts: list[dict[str, Any]]) -> list[str]:
    return [each["file"].removeprefix("stories/")[0] for part in parts for each in part["changed"]]


@pytest.fixture
def planned(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The headlines of stories planned, one for each plan that is made."""
    import layout.desk.preview.rules.whole.story_compared as work
    from layout.story.run import text_of

    made: list[str] = []
    real = work.planned

    def counted(measured: Any, rules: Any) -> Any:
        made.append(text_of(measured.material.story.headline))
        return real(measured, rules)

    monkeypatch.setattr(work, "planned", counted)
    return made


def test_a_slider_costs_one_plan_a_story(place: Path, planned: list[str]) -> None:
    bench = WholeBench(str(place), False)
    _run(bench, _draft(5))
    assert len(planned) == 6
    _run(bench, _draft(6))
    assert len(planned) == 9
    _run(bench, _draft(5) + "# back again\n")
    assert len(planned) == 9


def test_only_the_story_that_was_written_is_planned_again(place: Path, planned: list[str]) -> None:
    bench = WholeBench(str(place), False)
    _run(bench, _draft(5))
    planned.clear()
    _write(place, "b", "kicker: New\n")
    _run(bench, _draft(5))
    assert planned == ["Story b", "Story b"]


def test_saved_rules_are_read_anew(place: Path) -> None:
    bench = WholeBench(str(place), False)
    assert _changed(_run(bench, _draft(5))) == ["a", "b", "c"]
    (place / "slots.toml").write_text(_draft(5))
    assert _changed(_run(bench, _draft(5))) == []


def test_a_newer_run_takes_over_and_other_tabs_go_on(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "BUDGET", 0.0)
    bench = WholeBench(str(place), False)
    old = bench.begin("t", _draft(5), "")["number"]
    other = bench.begin("u", _draft(5), "")["number"]
    part = bench.part("t", old)
    assert part
    assert (part["done"], part.get("final")) == (1, None)
    new = bench.begin("t", _draft(6), "")["number"]
    assert bench.part("t", old) is None
    assert bench.part("t", new)
    assert bench.part("u", other)


def test_parts_are_short_and_come_to_the_same(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = _run(WholeBench(str(place), False), _draft(5))
    monkeypatch.setattr(tasks, "BUDGET", 0.0)
    parts = _run(WholeBench(str(place), False), _draft(5))
    assert [part["done"] for part in parts] == [1, 2, 3]
    assert _changed(parts) == _changed(whole)
    assert parts[-1] == {**whole[-1], "changed": parts[-1]["changed"]}


def test_what_changed_the_last_time_comes_first(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b"):
        _write(place, name, "ads: none\n")
    bench = WholeBench(str(place), False)
    assert _changed(_run(bench, _draft(5))) == ["c"]
    monkeypatch.setattr(tasks, "BUDGET", 0.0)
    assert _changed(_run(bench, _draft(6))[:1]) == ["c"]
    first = _run(bench, _draft(7), "stories/b.md")
    assert [_changed([part]) for part in first] == [[], ["c"], []]


def test_stories_that_cannot_be_used_are_told_and_in_no_sum(place: Path) -> None:
    _write(place, "b", "rules: {nobody: {max: 1}}\n")
    (last,) = _run(WholeBench(str(place), False), _draft(5))
    ((failed),) = last["failed"]
    assert failed["file"] == "stories/b.md"
    assert 'unknown slot "nobody"' in failed["problems"][0]
    assert (last["done"], last["failures"], last["changes"]) == (3, 1, 2)
    assert {point["stories"] for point in last["b"]["breakpoints"]} == {2}


def test_sums_are_those_of_simulate(place: Path) -> None:
    from layout.simulation.plan_stories import Errand, Rulebook, work
    from layout.simulation.results import simulation

    files = tuple(str(place / "stories" / f"{name}.md") for name in NAMES)
    errand = Errand(str(place), Rulebook("a", default_text()), Rulebook("b", _draft(5)))
    results = tuple(each.result for each in work(errand, files))
    summed = simulation(str(place), results, "a", "b")
    (last,) = _run(WholeBench(str(place), False), _draft(5))
    assert summed.b
    for side, ours in ((summed.a, last["a"]), (summed.b, last["b"])):
        for totals, point in zip(side.breakpoints, ours["breakpoints"], strict=True):
            for key in ("stories", "asked", "filled", "value", "objective", "over"):
                assert getattr(totals, key) == point[key]
            assert totals.density_mean == pytest.approx(point["density_mean"])
            assert totals.density_max == point["density_max"]
        tallies = {(t.breakpoint, t.slot): (t.asked, t.filled) for t in side.slots}
        assert tallies == {
            (point["name"], each["slot"]): (each["asked"], each["filled"])
            for point in ours["breakpoints"]
            for each in point["slots"]
        }
    assert _changed([last]) == [Path(r.file).stem for r in summed.results if r.changes]


def test_rules_that_cannot_be_used_are_said_not_tried(place: Path) -> None:
    bench = WholeBench(str(place), False)
    with pytest.raises(BadInput, match="needs holds"):
        bench.begin("t", "[slot.a]\n", "")


def test_a_place_whose_own_rules_are_broken_says_so(place: Path) -> None:
    (place / "slots.toml").write_text("[slot.a]\n")
    bench = WholeBench(str(place), False)
    bench.warm("")
    tried = bench.trial("t", default_text(), "stories/a.md")
    assert (tried["ok"], "newsgrid's own" in tried["note"]) == (True, True)
    assert ("slots.toml", "missing-rule") in {(f["file"], f["code"]) for f in tried["findings"]}


def test_rules_that_are_broken_from_the_start_leave_a_page_and_others_can_be_tried(
    place: Path,
) -> None:
    """Newsgrid's own stand in for them, and what is wrong is said; a draft that mends them is
    shown without a word of it."""
    (place / "slots.toml").write_text(default_text().replace('"4%"', '"4 birds"'))
    web = WebBench(str(place), False)
    found = web.publication()
    assert found["stories"] == [f"stories/{name}.md" for name in NAMES]
    saved = web.page("stories/a.md", "", None)
    assert (saved["stale"], saved["path"] is None) == (True, False)
    assert [each["file"] for each in saved["problems"]] == ["slots.toml"] * 2
    mended = web.page("stories/a.md", "t", _draft(5))
    assert (mended["stale"], mended["problems"]) == (False, [])
    bench = WholeBench(str(place), False)
    assert _changed(_run(bench, _draft(5))) == ["a", "b", "c"]


def test_a_story_that_is_a_link_out_of_the_folder_is_said_to_be_left_out(
    place: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "far.md"
    elsewhere.write_text("# Far\n\nAway.\n")
    (place / "stories" / "far.md").symlink_to(elsewhere)
    (place / "stories" / "near.md").symlink_to(place / "stories" / "a.md")
    found = WebBench(str(place), False).publication()
    assert [(each["file"], each["code"]) for each in found["findings"]] == [
        ("stories/far.md", "link-out")
    ]
    assert "stories/near.md" in found["stories"]


def test_a_page_is_made_before_anybody_asks(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = WebBench(str(place), False)
    bench.warm("")
    monkeypatch.setattr(Composer, "site_page", None)
    assert bench.page("stories/a.md", "", None)["path"]
    (place / "newsgrid.toml").write_text("name = ")
    WebBench(str(place), False).warm("")


def test_income_is_worth_times_the_views_that_a_file_gives(place: Path):
    bench = WholeBench(str(place), False)
    last = _run(bench, default_text())[-1]
    assert last["viewed"] is None
    values = {each["name"]: each["value"] for each in last["b"]["breakpoints"]}
    (place / "traffic.csv").write_text("story,views,mobile\nstories/a.md,5000,2000\nb,1000,\n")
    last = _run(bench, default_text())[-1]
    assert last["viewed"] == 2
    income = {each["name"]: each["income"] for each in last["b"]["breakpoints"]}
    assert income["mobile"] == values["mobile"] // 3 * (2_000 + 1_000) // 1000
    assert income["desktop"] == values["desktop"] // 3 * (5_000 + 1_000) // 1000
