"""Lists of the desk: the findings are those of `newsgrid check`, remembered file by file; stories,
bookings and creatives stand there with what is wrong with each."""

import json
import os
from types import SimpleNamespace

import pytest
from PIL import Image
from support.newspapers.faulty import BOOK, HOUSE, RULES, faulty, story, write
from support.processes.aside import aside

from layout.desk.command import main
from layout.desk.preview.lists import routes as list_routes
from layout.desk.preview.lists import tasks as list_bench
from layout.desk.preview.lists.tasks import ListBench
from layout.desk.preview.workers.findings_as_data import name_of


@pytest.fixture
def courier(tmp_path):
    """A publication with something wrong in each of its files."""
    return faulty(tmp_path / "courier")


class Bench(ListBench):
    """A bench that is asked as a worker is."""

    async def call(self, task, *arguments):
        return json.loads(json.dumps(getattr(self, task)(*arguments)))


def lines(stream, bench, alone=None, *arguments):
    """All lines that a stream of the routes gives."""
    place = SimpleNamespace(alone=alone is not None, story=alone)
    desk = SimpleNamespace(standing=None, lists=bench, place=place, folder=bench.folder)

    async def gathered():
        return [line async for line in stream(desk, *arguments)]

    return aside(gathered())


def found_by(bench, alone=None):
    told = lines(list_routes._findings, bench, alone)
    return [finding for line in told for finding in line.get("findings", ())]


def found_by_check(folder, capsys, path=None):
    main(["check", str(path or folder), "--json"])
    findings = json.loads(capsys.readouterr().out)["findings"]
    return [{**each, "file": name_of(folder, each["file"])} for each in findings]


def rows_of(bench, only=frozenset()):
    told = lines(list_routes._stories, bench, None, only)
    return {row["file"]: row for line in told for row in line.get("stories", ())}


@pytest.mark.slow
def test_the_findings_are_those_of_check_in_its_order(courier, capsys):
    checked = found_by_check(courier, capsys)
    codes = {each["code"] for each in checked}
    assert {"bad-size", "unknown-section", "missing-picture", "right-to-left", "no-body"} <= codes
    assert {"never-filled", "repeated-story", "size-not-served", "unknown-key"} <= codes
    assert found_by(Bench(str(courier), False)) == checked


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("newsgrid.toml", HOUSE.replace('name = "Sport"', 'name = "Newss"')),
        ("newsgrid.toml", HOUSE.replace("columns = 5", "columns = [")),
        ("slots.toml", RULES.replace("40 paragraphs", "2 paragraphs")),
        ("slots.toml", RULES.replace("density", "densty")),
        ("creatives.toml", '[creative.fair]\nkind = "house"\nslots = ["inlin"]\n'),
        ("ads.csv", BOOK.replace("2x60,", "2x60mm,")),
        ("modules/digest.md", "---\ntitle: The week\n---\n\nAll of it.\n"),
        ("stories/picture.md", story("A story without any picture")),
        ("stories/media/boat.jpg", "not looked into by check"),
        ("stories/s0.md", "---\nheadline: Now without text\n---\n"),
        ("stories/new.md", story("Another new one", "section: Sporrt\n")),
        ("stories/more/s1.md", story("Its own name")),
    ],
)
def test_a_file_that_changes_has_the_findings_that_check_then_has(courier, capsys, name, text):
    bench = Bench(str(courier), False)
    before = found_by(bench)
    (courier / name).parent.mkdir(exist_ok=True)
    write(courier, name, text)
    now = found_by_check(courier, capsys)
    assert now != before
    assert found_by(bench) == now


@pytest.mark.slow
def test_a_file_that_goes_takes_its_findings_along(courier, capsys):
    bench = Bench(str(courier), False)
    found_by(bench)
    (courier / "stories" / "picture.md").unlink()
    (courier / "ads.csv").unlink()
    assert found_by(bench) == found_by_check(courier, capsys)


@pytest.mark.slow
def test_only_what_changed_is_read_again(courier, monkeypatch):
    bench = Bench(str(courier), False)
    found_by(bench)
    read, counted = [], []
    plain, count = list_bench.inspected_story, list_bench.census_of
    monkeypatch.setattr(
        list_bench,
        "inspected_story",
        lambda file, home: read.append(file.name) or plain(file, home),
    )
    monkeypatch.setattr(
        list_bench, "census_of", lambda shelf, file: counted.append(file.name) or count(shelf, file)
    )
    found_by(bench)
    assert (read, counted) == ([], [])
    write(courier, "stories/s2.md", story("Written anew"))
    write(courier, "ads.csv", BOOK + "A4,Foods,,2x60mm,News,90,\n")
    found_by(bench)
    assert (read, counted) == (["s2.md"], ["s2.md"])


def test_a_file_of_the_same_size_and_time_is_seen_to_have_changed(courier):
    bench = Bench(str(courier), False)
    before = found_by(bench)
    file = courier / "ads.csv"
    stat = file.stat()
    file.write_text(BOOK.replace("2x60,", "2x6m,"))
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert found_by(bench) != before


def test_long_work_is_done_in_turns(courier, monkeypatch):
    monkeypatch.setattr(list_bench, "TURN", 0)
    told = lines(list_routes._findings, Bench(str(courier), False))
    assert [line["done"] for line in told if "done" in line] == list(range(1, 15))
    assert [line["planned"] for line in told if "planned" in line] == list(range(1, 10))
    assert told[-1]["checked"] == told[0]["of"] == len(told[0]["files"]) == 14


def test_a_story_alone_has_its_own_findings(tmp_path, capsys):
    write(tmp_path, "alone.md", story("No picture") + "![A boat](boat.jpg)\n")
    write(tmp_path, "beside.md", "---\nheadline: Nothing\n---\n")
    checked = found_by_check(tmp_path, capsys, tmp_path / "alone.md")
    bench = Bench(str(tmp_path), True)
    assert found_by(bench, "alone.md") == checked
    assert [each["code"] for each in checked] == ["missing-picture"]
    write(tmp_path, "boat.jpg", "")
    assert [each["code"] for each in found_by(bench, "alone.md")] == ["unprintable-picture"]
    Image.new("RGB", (60, 40)).save(tmp_path / "boat.jpg")
    assert found_by(bench, "alone.md") == []


def test_a_folder_of_stories_is_checked_as_it_is(tmp_path, capsys):
    (tmp_path / "more").mkdir()
    write(tmp_path, "a.md", story("No picture") + "![A boat](boat.jpg)\n")
    write(tmp_path, "more/b.txt", "Just a headline\n")
    bench = Bench(str(tmp_path), False)
    checked = found_by_check(tmp_path, capsys)
    assert {each["file"] for each in checked} >= {"a.md", "more/b.txt"}
    assert found_by(bench) == checked
    assert set(rows_of(bench)) == {"a.md", "more/b.txt"}
    assert bench.ads()["book"] is None


def test_what_befalls_one_file_stops_no_other(courier, monkeypatch):
    def fails(file, home):
        if file.name == "s1.md":
            raise KeyError("a mistake of ours")
        return list_bench.Inspected(None, None, ())

    monkeypatch.setattr(list_bench, "inspected_story", fails)
    bugs = [each for each in found_by(Bench(str(courier), False)) if each["code"] == "bug"]
    assert {each["file"] for each in bugs} == {"stories/s1.md", "stories/more/s1.md"}


def test_stories_are_listed_with_what_they_are_and_what_is_wrong(courier):
    write(courier, "edition.plan.json", '{"version": 1, "ads": [], "stories": {"story-0": 3}}')
    rows = rows_of(Bench(str(courier), False))
    good, broken = rows["stories/s0.md"], rows["stories/empty.md"]
    assert (good["headline"], good["section"], good["page"]) == ("Story 0", "News", 3)
    assert (good["words"], good["ads"], good["errors"]) == (12 * 17, 1, 0)
    assert (broken["errors"], broken["first"]["file"]) == (1, "stories/empty.md")
    assert broken["first"]["message"].startswith("no body text")
    assert rows["stories/lost.md"]["warnings"] == 1
    assert sum(row["errors"] for row in rows.values()) == 3


def test_stories_of_one_name_are_told_after_the_list(courier):
    last = lines(list_routes._stories, Bench(str(courier), False), None, frozenset())[-1]
    assert last["final"]
    assert [each["code"] for each in last["repeated"]] == ["repeated-story"]


def test_rows_of_some_stories_alone(courier):
    bench = Bench(str(courier), False)
    assert set(rows_of(bench, frozenset({"stories/s1.md", "ads.csv"}))) == {"stories/s1.md"}


def test_every_row_of_the_book_is_listed_booked_or_not(courier):
    ads = Bench(str(courier), False).ads()
    assert ads["book"] == "ads.csv"
    first, second, third = ads["bookings"]
    assert (first["id"], first["columns"], first["millimetres"]) == ("A1", 2, 60.0)
    assert (first["cents"], first["line"], first["booked"], first["problems"]) == (
        (47500, 2, True, [])
    )
    assert (second["booked"], second["size"], second["line"]) == (False, "2x60", 3)
    assert [each["code"] for each in second["problems"]] == ["bad-size"]
    assert third["advertiser"] == "Marlborne, Road & Sons"
    assert "unknown-section" in {each["code"] for each in third["problems"]}


def test_a_mistake_in_the_book_is_gone_when_it_is_mended(courier):
    bench = Bench(str(courier), False)
    assert not bench.ads()["bookings"][1]["booked"]
    write(courier, "ads.csv", BOOK.replace("2x60,", "2x60mm,"))
    assert bench.ads()["bookings"][1]["booked"]


@pytest.mark.parametrize(
    ("text", "code"), [("", "empty-book"), ('id,"x\n', "csv-quote"), ("a,b\n1,2\n", None)]
)
def test_a_book_that_is_none_says_so(courier, text, code):
    write(courier, "ads.csv", text)
    ads = Bench(str(courier), False).ads()
    assert ads["bookings"] == []
    assert code is None or code in {each["code"] for each in ads["book_problems"]}
    assert ads["book_problems"]


def test_two_books_are_one_too_many(courier):
    write(courier, "ads.toml", '[[ad]]\nid = "A1"\nadvertiser = "Foods"\nsize = "2x60mm"\n')
    problems = Bench(str(courier), False).ads()["book_problems"]
    assert [each["code"] for each in problems] == ["two-books"]


def test_creatives_are_listed_with_their_days_and_problems(courier):
    ads = Bench(str(courier), False).ads()
    fair, old = ads["creatives"]
    assert (fair["name"], fair["slots"], fair["sizes"]) == (
        "fair",
        ["inline"],
        ["200x50", "300x250"],
    )
    assert [each["code"] for each in fair["problems"]] == ["size-not-served"]
    assert (fair["when"], old["when"], old["problems"]) == ("now", "over", [])
    assert (fair["line"], old["line"]) == (1, 7)


def test_creatives_that_are_broken_are_listed_as_far_as_they_can_be(courier):
    text = '[network]\ntimout = 8\n\n[creative.fair]\nkind = 7\nslots = "inline"\n\n[creative.x'
    write(courier, "creatives.toml", text)
    ads = Bench(str(courier), False).ads()
    assert [each["name"] for each in ads["creatives"]] == ["fair"]
    assert ads["creatives"][0]["problems"]
    assert "unknown-key" in {each["code"] for each in ads["creative_problems"]}


def test_the_findings_of_one_file_are_those_that_lie_in_it(courier):
    bench = Bench(str(courier), False)
    everything = found_by(bench)
    for name in ("slots.toml", "ads.csv", "stories/picture.md", "modules/digest.md"):
        own = [each for each in everything if each["file"] == name]
        assert own
        assert bench.of_file(name) == own
    assert bench.of_file("stories/s0.md") == []
    assert bench.of_file("../outside.md") == []
