"""The preview desk's core: runs that are shared, events, texts, what is watched, answers."""

import asyncio
import contextlib
import json
import os
from types import SimpleNamespace

import pytest
from support.processes.aside import aside

from layout.desk.preview import watch
from layout.desk.preview.access.writable_files import LARGEST, NEW, Conflict, located, read, write
from layout.desk.preview.shared.answers import Data, answered, streamed
from layout.desk.preview.shared.desk import DRAFTS, ROOM, Place, desk_of
from layout.desk.preview.shared.events import Events, Tab
from layout.desk.preview.watch import named, watching
from layout.desk.preview.workers.shared_run import Latest
from slots.finding import BadInput, bad_input

pytestmark = pytest.mark.slow


def test_all_that_is_asked_during_a_run_shares_the_next_one():
    async def scene():
        latest, gate, runs = Latest(), asyncio.Event(), []

        def making(name):
            async def make():
                runs.append(name)
                await gate.wait()
                return name

            return make

        asked = [asyncio.ensure_future(latest.run("key", making(name))) for name in "abcd"]
        other = asyncio.ensure_future(latest.run("other key", making("x")))
        await asyncio.sleep(0)
        gate.set()
        return await asyncio.gather(*asked), await other, runs, await latest.run("key", making("e"))

    got, other, runs, last = aside(scene())
    assert got == ["a", "d", "d", "d"]
    assert (other, last) == ("x", "e")
    assert sorted(runs) == ["a", "d", "e", "x"]


@pytest.mark.parametrize("how", [bad_input("bad", "bad", hint="mend it"), asyncio.CancelledError()])
def test_a_run_that_fails_does_so_for_those_who_asked_for_it_alone(how):
    async def scene():
        latest, gate = Latest(), asyncio.Event()

        async def fail():
            await gate.wait()
            raise how

        async def good():
            return "good"

        first = [asyncio.ensure_future(latest.run(1, fail))]
        await asyncio.sleep(0)
        second = asyncio.ensure_future(latest.run(1, good))
        await asyncio.sleep(0)
        gate.set()
        return await asyncio.gather(*first, return_exceptions=True), await second

    (error,), good = aside(scene())
    assert isinstance(error, BadInput | RuntimeError)
    assert good == "good"


def test_who_goes_away_takes_nothing_from_the_others():
    async def scene():
        latest, gate = Latest(), asyncio.Event()

        async def make():
            await gate.wait()
            return 1

        leaves, stays = (asyncio.ensure_future(latest.run(1, make)) for _ in range(2))
        await asyncio.sleep(0)
        leaves.cancel()
        await asyncio.sleep(0)
        gate.set()
        return await stays, leaves.cancelled()

    assert aside(scene()) == (1, True)


def test_a_loop_that_ends_begins_nothing_new(capfd):
    runs = []

    async def scene():
        latest = Latest()

        async def make():
            runs.append(1)
            await asyncio.Event().wait()

        for _ in range(2):
            asyncio.ensure_future(latest.run(1, make))  # noqa: RUF006
            await asyncio.sleep(0)
        await asyncio.sleep(0)

    aside(scene())
    assert runs == [1]
    assert capfd.readouterr() == ("", "")


def taken(tab):
    return aside(tab.take())


def test_a_slow_tab_hears_the_newest_of_each_kind_and_all_that_it_missed():
    tab = Tab()
    tab.put("files", {"generation": 1, "changed": ["a"]})
    tab.put("other", {"x": 1})
    tab.put("files", {"generation": 2, "changed": ["b"]})
    assert taken(tab) == [
        ("other", {"x": 1}),
        ("files", {"generation": 2, "changed": ["a", "b"]}),
    ]


@pytest.mark.parametrize("order", [([], ["a"]), (["a"], [])])
def test_that_anything_may_have_changed_is_never_narrowed(order):
    tab = Tab()
    for changed in order:
        tab.put("files", {"generation": 1, "changed": changed})
    assert taken(tab) == [("files", {"generation": 1, "changed": []})]


def listened(events, act, count):
    """The first events that a tab hears while something happens."""

    async def scene():
        stream = events.stream()
        heard = [await anext(stream)]
        act()
        async for said in stream:
            heard.append(said)
            if len(heard) == count:
                break
        await stream.aclose()
        return heard

    return aside(scene())


def test_a_stream_says_how_things_stand_first_and_that_it_ends_last():
    events = Events()
    heard = listened(events, events.close, 9)
    assert json.loads(heard[0].partition("data: ")[2]) == {"desk": events.desk, "generation": 0}
    assert heard[-1] == "event: stop\ndata: {}\n\n"
    assert "".join(heard).count("event: stop") == 1
    assert events.tabs == 0


def test_what_the_desk_wrote_is_told_once(tmp_path):
    events = Events(tmp_path)
    file = tmp_path / "a.md"
    file.write_text("one")
    events.files_changed({"a.md"})
    events.noticed({"a.md"})
    assert events.generation == 1
    file.write_text("two")
    events.noticed({"a.md"})
    events.noticed({"b.md"})
    file.unlink()
    events.noticed({"a.md"})
    assert events.generation == 4


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "stories").mkdir()
    (tmp_path / "stories" / "a.md").write_text("text\r\n", newline="")
    (tmp_path / ".env.md").write_text("secret")
    (tmp_path / "picture.png").write_bytes(b"")
    (tmp_path / "inside.md").symlink_to(tmp_path / ".env.md")
    (tmp_path / "picture.md").symlink_to(tmp_path / "picture.png")
    (tmp_path / "outside.md").symlink_to("/etc/hosts")
    (tmp_path / "away").symlink_to("/etc")
    (tmp_path / "loop.md").symlink_to("loop.md")
    (tmp_path / "round").symlink_to("round")
    return tmp_path


OUTSIDE = (
    "../a.md /etc/hosts.md stories/../../a.md .env.md .git/a.md inside.md picture.md outside.md "
    "away/hosts.txt loop.md round/a.md picture.png stories stories\\a.md a\0.md a\n.md \ud800.md"
).split(" ")


@pytest.mark.parametrize(
    "name",
    ["", ".", "./stories/a.md", "stories//a.md", "stories/a.md/", *OUTSIDE, f"{'x' * 5000}.md"],
)
def test_no_file_outside_and_none_that_is_hidden_has_a_name(folder, name):
    with pytest.raises(BadInput) as caught:
        located(folder, name)
    assert [each.code for each in caught.value.findings] == ["no-such-text"]
    with pytest.raises(BadInput):
        write(folder, name, "mine", NEW)


def test_a_text_is_written_where_it_is_as_it_was_read(folder):
    before = read(folder, "stories/a.md")
    assert before.text == "text\r\n"
    after = write(folder, "stories/a.md", "new", before.revision)
    assert after == read(folder, "stories/a.md")
    with pytest.raises(Conflict) as caught:
        write(folder, "stories/a.md", "mine", before.revision)
    assert caught.value.now == after
    assert write(folder, "new/b.md", "b", NEW).revision == read(folder, "new/b.md").revision


@pytest.mark.parametrize("text", ["x" * (LARGEST + 1), "half \ud800"])
def test_a_text_that_cannot_be_kept_is_refused(folder, text):
    before = read(folder, "stories/a.md")
    with pytest.raises(BadInput):
        write(folder, "stories/a.md", text, before.revision)
    assert read(folder, "stories/a.md") == before


def test_what_is_no_text_is_not_read(folder):
    (folder / "long.md").touch()
    os.truncate(folder / "long.md", 10 * LARGEST)
    (folder / "latin.md").write_bytes(b"\xff")
    for name, code in (
        ("long.md", "too-large"),
        ("latin.md", "not-utf-8"),
        ("no.md", "missing-file"),
    ):
        with pytest.raises(BadInput) as caught:
            read(folder, name)
        assert [each.code for each in caught.value.findings] == [code]


def test_what_newsgrid_makes_and_what_is_not_finished_wakes_no_tab(tmp_path):
    (tmp_path / "public" / "town").mkdir(parents=True)
    (tmp_path / "public" / ".newsgrid-manifest.json").touch()
    (tmp_path / ".newsgrid-manifest.json").touch()
    (tmp_path / "edition.pdf").write_bytes(b"%PDF <pdf:Producer>newsgrid</pdf:Producer>")
    (tmp_path / "ad.pdf").write_bytes(b"%PDF <pdf:Producer>Other</pdf:Producer>")
    said = (
        "stories/a.md stories/.a.md.x7 stories/a.md~ stories/#a.md# stories/4913 a.md.swp "
        ".newsgrid/x public/town/index.html public edition.pdf ad.pdf 2026/11/b.md slots.toml "
        "media/a.jpg.part a.md___jb_tmp___ edition.plan.json edition.plan.json.old gone.pdf"
    ).split()
    paths = [str(tmp_path / each) for each in said]
    assert list(named([*paths, "/elsewhere/a.md", str(tmp_path)], tmp_path)) == [
        "stories/a.md",
        "ad.pdf",
        "2026/11/b.md",
        "slots.toml",
        "edition.plan.json",
        "gone.pdf",
    ]


@contextlib.asynccontextmanager
async def watched(folder):
    desk = desk_of(Place(folder), 1, 2)
    task = await watching(desk)
    try:
        yield desk
    finally:
        await desk.close()
        await task


async def until(desk, generation):
    while desk.events.generation < generation:
        await asyncio.sleep(0.001)


def test_a_folder_that_is_taken_away_and_put_back_is_watched_again(tmp_path, monkeypatch):
    monkeypatch.setattr(watch, "LOOK", 0.02)
    real, link = tmp_path / "real", tmp_path / "link"
    real.mkdir()
    link.symlink_to(real)

    async def scene():
        async with watched(link) as desk:
            (real / "a.md").write_text("a")
            await until(desk, 1)
            real.rename(tmp_path / "elsewhere")
            await until(desk, 2)
            real.mkdir()
            await until(desk, 3)
            (real / "a.md").write_text("a")
            await until(desk, 4)
            (tmp_path / "other").mkdir()
            (tmp_path / "new").symlink_to(tmp_path / "other")
            (tmp_path / "new").rename(link)
            await until(desk, 6)
            (tmp_path / "other" / "b.md").write_text("b")
            await until(desk, 7)

    aside(scene())


def test_a_folder_that_comes_or_goes_may_have_changed_anything(tmp_path):
    place, other = tmp_path / "place", tmp_path / "other"
    place.mkdir()
    other.mkdir()
    (other / "a.md").touch()

    async def scene():
        async with watched(place) as desk:
            heard = desk.events.stream()
            await anext(heard)
            other.rename(place / "stories")
            came = await anext(heard)
            (place / "stories").rename(other)
            return came, await anext(heard)

    for said in aside(scene()):
        assert json.loads(said.partition("data: ")[2])["changed"] == []


def test_a_folder_that_is_not_there_is_waited_for(tmp_path):
    async def scene():
        async with watched(tmp_path / "no") as desk:
            return desk.events.generation

    assert aside(scene()) == 0


def asked(handler, desk=None):
    return aside(answered(desk, handler)(None))


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (bad_input("bad", "bad \ud800", hint="mend it"), 422),
        (PermissionError(13, "no"), 422),
        (KeyError("x"), 500),
    ],
)
def test_what_goes_wrong_is_answered_with_findings(error, status):
    async def handler(_desk, _request):
        raise error

    answer = asked(handler)
    assert answer.status_code == status
    assert json.loads(answer.body)["findings"][0]["message"]


def test_data_that_json_has_no_name_for_is_a_mistake_of_ours():
    async def handler(_desk, _request):
        return {"x": float("nan")}

    assert asked(handler).status_code == 500


def test_half_a_character_is_spelled_out():
    assert json.loads(Data({"x": "\ud800ä"}).body) == {"x": "\ud800ä"}


def test_a_stream_ends_with_what_went_wrong():
    ended = []

    async def lines():
        try:
            yield {"x": 1}
            raise KeyError("x")
        finally:
            ended.append(True)

    async def scene():
        answer = streamed(SimpleNamespace(stopping=asyncio.Event()), lines())
        return [json.loads(part) async for part in answer.body_iterator]

    first, last = aside(scene())
    assert first == {"x": 1}
    assert last["findings"][0]["code"] == "bug"
    assert ended


def test_drafts_are_few_and_small(tmp_path):
    desk = desk_of(Place(tmp_path), 1, 2)
    for number in range(2 * DRAFTS):
        desk.draft(str(number), "x")
    assert len(desk.drafts) == DRAFTS
    desk.draft("long", "x" * (ROOM - 1))
    assert list(desk.drafts) == [str(2 * DRAFTS - 1), "long"]
