"""newsgrid simulate: figures of all stories, whoever does the work, and one report in HTML."""

import json
import re
from contextlib import contextmanager
from pathlib import Path

import pytest
from support.schemas.json_schema import wrong

from layout.desk.command import main
from layout.simulation.result_schema import json_schema

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[4]

RULES = """
[breakpoints]
mobile  = "320px..479px"
desktop = "980px..1600px"

[page]
density = "{density}"

[slot.inline-ad]
holds    = "ad"
takes    = ["google-ad"]
label    = "Advertisement"
sizes    = ["250x250"]
from_top = "{top}"
value    = 100

[slot.mid-ad]
holds = "ad"
takes = ["mid"]
auto  = 2
label = "Advertisement"
sizes = ["250x250"]
value = 60
distance = {{ ad = "300px" }}

[slot.blue-box]
holds = "blue_box"
"""
PROSE = "The ferry left the harbour at six with forty people and a piano on board. " * 6


def story(headline, paragraphs):
    copy = "\n\n".join(f"{PROSE}Part {number}." for number in range(1, paragraphs + 1))
    return f'---\nheadline: "{headline}"\nslots: [google-ad]\n---\n\n{copy}\n'


@pytest.fixture
def folder(tmp_path):
    """Three stories of three lengths, and two files of rules."""
    stories = tmp_path / "stories"
    stories.mkdir()
    for name, headline, paragraphs in (
        ("brief", "A brief", 1),
        ("news", "<b>News</b> & more", 8),
        ("long", "A long one", 20),
    ):
        (stories / f"{name}.md").write_text(story(headline, paragraphs))
    (tmp_path / "a.toml").write_text(RULES.format(density="50%", top="1 paragraph"))
    (tmp_path / "b.toml").write_text(RULES.format(density="20%", top="4 paragraphs"))
    return tmp_path


def simulated(capsys, folder, *options, code=0):
    """The report as data, and what went to stderr."""
    if not {"--jobs", "--scheduler"} & set(options):
        options = (*options, "--jobs", 1)
    arguments = ["simulate", folder / "stories", "--rules", folder / "a.toml", *options, "--json"]
    assert main([str(each) for each in arguments]) == code
    shown = capsys.readouterr()
    return json.loads(shown.out), shown.err


def test_one_set_of_rules_is_reported_alone(capsys, folder):
    report, _ = simulated(capsys, folder)
    assert (report["stories"], report["failed"], report["b"], report["changed"]) == (3, 0, None, 0)
    assert [story["file"] for story in report["results"]] == ["brief.md", "long.md", "news.md"]
    assert [each["breakpoint"] for each in report["a"]["breakpoints"]] == ["mobile", "desktop"]
    for totals in report["a"]["breakpoints"]:
        assert totals["asked"] == 9 and 0 < totals["filled"] < 9
        assert totals["density_max"] <= 0.5 and totals["breaches"] == 0
        assert totals["proven"] == 3
    assert wrong(report, json_schema()) == []


def test_other_rules_are_set_beside_it_and_what_changes_is_told(capsys, folder):
    report, _ = simulated(capsys, folder, "--against", folder / "b.toml")
    a, b = (report[side]["breakpoints"][0] for side in "ab")
    assert b["density_max"] <= 0.2 < a["density_max"]
    assert b["filled"] < a["filled"] and b["value"] < a["value"]
    changed = {story["file"]: story["changes"] for story in report["results"] if story["changes"]}
    assert report["changed"] == len(changed) and "news.md" in changed
    for story in report["results"]:
        for point, other in zip(story["a"], story["b"], strict=True):
            came = [c for c in story["changes"] if c["breakpoint"] == point["name"]]
            balance = sum((c["change"] == "came") - (c["change"] == "gone") for c in came)
            stand = [sum(box["home"] is not None for box in p["boxes"]) for p in (point, other)]
            assert stand[1] - stand[0] == balance
    assert wrong(report, json_schema()) == []


def test_the_same_rules_change_nothing(capsys, folder):
    report, _ = simulated(capsys, folder, "--against", folder / "a.toml")
    assert report["changed"] == 0
    assert report["a"]["breakpoints"] == report["b"]["breakpoints"]


def test_a_strategy_can_be_tried_on_either_side(capsys, folder):
    options = ("--against", folder / "a.toml", "--against-strategy", "greedy")
    report, _ = simulated(capsys, folder, *options)
    objectives = [report[side]["breakpoints"][0]["objective"] for side in "ab"]
    assert objectives[0] >= objectives[1]
    plain, _ = simulated(capsys, folder)
    assert plain["a"] == report["a"]


def test_one_breakpoint_can_be_looked_at(capsys, folder):
    report, _ = simulated(capsys, folder, "--breakpoint", "desktop")
    assert [each["breakpoint"] for each in report["a"]["breakpoints"]] == ["desktop"]
    error, err = simulated(capsys, folder, "--breakpoint", "dekstop", code=2)
    assert 'no breakpoint "dekstop" in the rules (did you mean "desktop"?)' in err
    assert "stories" not in error


def test_presets_are_rules_too(capsys, folder):
    report, _ = simulated(capsys, folder, "--against", "preset:spacefinder")
    assert report["b"]["rules"] == "preset:spacefinder"
    assert simulated(capsys, folder, "--against", "preset:spacefindr", code=2)[1].count("mean") == 1


def test_every_mistake_of_both_files_stops_the_run_at_once(capsys, folder):
    for name in "ab":
        file = folder / f"{name}.toml"
        file.write_text(file.read_text().replace("value    = 100", "valeu = 100"))
    _, err = simulated(capsys, folder, "--against", folder / "b.toml", code=2)
    assert len(re.findall(r'[ab]\.toml:\d+:\d+: .*did you mean "value"', err)) == 2


def test_a_bad_story_is_counted_and_listed_and_stops_nothing(capsys, folder):
    (folder / "stories" / "bad.md").write_text("---\nheadlin: x\n---\n")
    (folder / "stories" / "binary.md").write_bytes(b"\xff\xfe\x00")
    report, err = simulated(capsys, folder, code=1)
    assert (report["stories"], report["failed"]) == (3, 2)
    unread = [story for story in report["results"] if not story["read"]]
    assert [story["file"] for story in unread] == ["bad.md", "binary.md"]
    assert all(story["problems"] and not story["a"] for story in unread)
    assert "bad.md" in err and "binary.md" in err


def test_an_unexpected_failure_of_one_story_stops_nothing(capsys, folder, monkeypatch):
    import layout.simulation.plan_stories as work

    real = work.point_of

    def sometimes(about, *given):
        if "Part 20" in about.text:
            raise ZeroDivisionError("planted")
        return real(about, *given)

    monkeypatch.setattr(work, "point_of", sometimes)
    report, err = simulated(capsys, folder, code=1)
    assert (report["stories"], report["failed"]) == (2, 1)
    assert "a mistake in newsgrid, not yours: ZeroDivisionError: planted" in err


def test_a_broken_rule_that_the_audit_finds_is_an_error(capsys, folder, monkeypatch):
    import layout.simulation.planned_point as planned_point
    from slots.audit.finished_flow import Breach

    broken = Breach("from_top", "ad", "9px", "1px")
    monkeypatch.setattr(planned_point, "audit", lambda *_: (broken,))
    report, err = simulated(capsys, folder, code=1)
    assert [each["breaches"] for each in report["a"]["breakpoints"]] == [3, 3]
    assert "mobile: at 320px: ad: from_top needs 9px, has 1px" in err


def test_a_folder_without_stories_is_bad_input(capsys, tmp_path):
    assert main(["simulate", str(tmp_path), "--json"]) == 2
    assert "no stories in here" in capsys.readouterr().err


@contextmanager
def backwards(address, do, tasks, say):
    """A cluster that does the last task first, as no pool would."""
    yield ((index, do(tasks[index])) for index in reversed(range(len(tasks))))


def test_results_are_the_same_on_any_number_of_processes_and_any_cluster(
    capsys, folder, monkeypatch
):
    against = ("--against", folder / "b.toml", "-o", folder / "report.html")
    pages, reports = [], []
    monkeypatch.setattr("layout.simulation.simulate.clustered", backwards)
    for how in (("--jobs", 1), ("--jobs", 2), ("--scheduler", "tcp://nowhere:1")):
        reports.append(simulated(capsys, folder, *against, *how)[0])
        pages.append((folder / "report.html").read_bytes())
    assert reports[0] == reports[1] == reports[2]
    assert pages[0] == pages[1] == pages[2]


def test_without_dask_a_scheduler_is_refused_with_what_to_install(capsys, folder, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "distributed", None)
    _, err = simulated(capsys, folder, "--scheduler", "tcp://127.0.0.1:8786", code=2)
    assert 'pip install "newsgrid[dask]"' in err


@pytest.mark.speaks
@pytest.mark.filterwarnings("default")
def test_a_dask_cluster_gives_the_same_results(capsys, folder):
    import distributed

    plain, _ = simulated(capsys, folder, "--against", folder / "b.toml", "--jobs", 1)
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, processes=True
    ) as here:
        address = here.scheduler_address
        far, _ = simulated(capsys, folder, "--against", folder / "b.toml", "--scheduler", address)
    assert far == plain


def test_people_get_tables_with_the_same_facts(capsys, folder):
    arguments = ["simulate", folder / "stories", "--rules", folder / "a.toml"]
    arguments += ["--against", folder / "b.toml", "--jobs", 1]
    assert main([str(each) for each in arguments]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"A: {folder / 'a.toml'}\nB: {folder / 'b.toml'}\n")
    assert re.search(r"^mid-ad +ad +mobile +6 +6 +\d+ \(\d+%\) +\d+ \(\d+%\) +−\d", out, re.M)
    assert re.search(r"^desktop +B +", out, re.MULTILINE)
    assert "would change" in out
    assert out.rstrip().endswith("no rule is broken")
