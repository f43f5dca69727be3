"""What the desk answers where something is decided, closed or opened, also to nonsense."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.desk.running_desk import Running, desk_on
from support.newspapers.sample_newspaper import newspaper, story

from layout.desk.preview.print.decide import DECISION_ROUTES

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return newspaper(tmp_path_factory.mktemp("routes") / "paper")


@pytest.fixture(scope="module")
def running(folder: Path) -> Iterator[Running]:
    with desk_on(folder) as desk:
        yield desk


@pytest.fixture
def desk(running: Running, folder: Path) -> Iterator[Running]:
    yield running
    (folder / "pages.toml").unlink(missing_ok=True)
    shutil.rmtree(folder / "closed", ignore_errors=True)


def edit(table: str = "story", name: str = "news-0", key: str = "page", value: Any = 2) -> Any:
    return {"table": table, "name": name, "key": key, "value": value}


def messages(answer: Any) -> str:
    return " ".join(one["message"] for one in answer.json["findings"])


def test_the_routes_are_those_that_are_documented() -> None:
    assert sorted(DECISION_ROUTES) == [
        "GET /api/decisions",
        "GET /closed/page/{number:int}.pdf",
        "POST /api/close",
        "POST /api/decide",
        "POST /api/print/trial",
        "POST /api/swap",
        "POST /api/take",
        "PUT /api/decisions",
    ]


def test_what_is_decided_is_read_again(desk: Running, folder: Path) -> None:
    assert desk.ask("GET", "/api/decisions").json["text"] == ""
    answer = desk.ask(
        "POST", "/api/decide", {"edits": [edit(), edit(key="hold", value="2026-12-03")]}
    )
    assert answer.status == 200
    written = "[story.news-0]\npage = 2\nhold = 2026-12-03\n"
    assert (answer.json["before"], answer.json["after"]) == ("", written)
    assert (folder / "pages.toml").read_text() == written
    now = desk.ask("GET", "/api/decisions").json
    assert now["story"] == {"news-0": {"page": 2, "hold": "2026-12-03"}}
    assert now["page"] == {}
    assert now["revision"] == answer.json["revision"]


def test_the_first_decision_keeps_the_plan_of_what_is_shown(desk: Running, folder: Path) -> None:
    plan = folder / "edition.plan.json"
    plan.unlink(missing_ok=True)
    shown = desk.ask("GET", "/api/edition").json
    desk.ask("POST", "/api/decide", {"edits": [edit(key="columns", value="none")]})
    assert not plan.exists()  # it was refused
    desk.ask("POST", "/api/decide", {"edits": [edit()]})
    kept = json.loads(plan.read_text())
    pages = {one["slug"]: one["pages"][0] for one in shown["stories"]}
    assert {name: kept["stories"][name] for name in pages} == pages
    first = plan.read_bytes()
    desk.ask("GET", "/api/edition")
    desk.ask("POST", "/api/decide", {"edits": [edit(name="news-1")]})
    assert plan.read_bytes() == first  # an edition that was printed, or decided about, has one
    plan.unlink()


def test_a_text_from_before_is_written_only_over_what_was_seen(desk: Running, folder: Path) -> None:
    first = desk.ask("POST", "/api/decide", {"edits": [edit()]}).json
    body = {"text": "", "revision": first["revision"]}
    (folder / "pages.toml").write_text("# theirs\n")
    assert desk.ask("PUT", "/api/decisions", body).status == 409
    assert (folder / "pages.toml").read_text() == "# theirs\n"
    seen = desk.ask("GET", "/api/decisions").json["revision"]
    assert desk.ask("PUT", "/api/decisions", {"text": "# mine\n", "revision": seen}).status == 200
    assert (folder / "pages.toml").read_text() == "# mine\n"


def test_a_place_and_regions_are_decided_as_they_are_read(desk: Running, folder: Path) -> None:
    place, regions = {"column": 2, "row": 31}, {"lead": "news-0"}
    edits = [edit("page", "2", "dummy", "front"), edit("page", "2", "regions", regions)]
    answer = desk.ask("POST", "/api/decide", {"edits": [*edits, edit(key="place", value=place)]})
    assert answer.status == 200
    now = desk.ask("GET", "/api/decisions").json
    assert now["story"] == {"news-0": {"place": place}}
    assert now["page"] == {"2": {"dummy": "front", "regions": regions}}
    assert "place = {column = 2, row = 31}" in (folder / "pages.toml").read_text()


@pytest.mark.parametrize(
    "edits",
    [
        [],
        [edit()] * 1_001,
        [3],
        [edit(table="slot")],
        [edit(name="")],
        [edit(key=7)],
        [edit(value={"a": 1.5})],
        [edit(value={"a": {"b": 1}})],
        [edit(value=1.5)],
        [edit(value=[True])],
        [edit(key="hold", value="tomorrow")],
        [edit(key="hold", value={"edition": "tomorrow"})],
    ],
)
def test_edits_that_make_no_sense_are_refused(
    desk: Running, folder: Path, edits: list[Any]
) -> None:
    assert desk.ask("POST", "/api/decide", {"edits": edits}).status == 422
    assert not (folder / "pages.toml").exists()


@pytest.mark.parametrize(
    "one",
    [
        edit(key="colour"),
        edit(value=0),
        edit(value={"a": 1}),
        edit(key="columns", value="wide"),
        edit("page", "three"),
    ],
)
def test_what_pages_toml_may_not_have_is_refused_with_why(
    desk: Running, folder: Path, one: Any
) -> None:
    answer = desk.ask("POST", "/api/decide", {"edits": [one]})
    assert answer.status == 422
    assert all(found["hint"] for found in answer.json["findings"])
    assert not (folder / "pages.toml").exists()


def test_mistakes_that_were_there_before_keep_nobody_from_deciding(
    desk: Running, folder: Path
) -> None:
    (folder / "pages.toml").write_text("[story.news-1]\ncolour = 3\n")
    assert desk.ask("POST", "/api/decide", {"edits": [edit()]}).status == 200
    found = desk.ask("GET", "/api/decisions").json["findings"]
    assert [one["code"] for one in found] == ["unknown-key"]


def close(desk: Running, *pages: Any, closed: bool = True) -> Any:
    return desk.ask("POST", "/api/close", {"pages": pages, "closed": closed})


def test_pages_are_closed_and_opened(desk: Running, folder: Path) -> None:
    answer = close(desk, 2, 3)
    assert answer.status == 200
    names = ["closed/page-02.pdf", "closed/page-03.pdf", "closed/pages.json"]
    assert answer.json["files"] == [*names, "edition.plan.json"]
    assert all((folder / name).exists() for name in names)
    shown = desk.ask("GET", "/api/edition").json["pages"]
    assert [one["closed"] for one in shown] == [False, True, True, False]
    assert close(desk, 3, closed=False).json["files"] == ["closed/pages.json"]
    assert not (folder / "closed/page-03.pdf").exists()


def test_a_page_is_closed_again_with_the_same_bytes_or_not_at_all(
    desk: Running, folder: Path
) -> None:
    first = close(desk, 2, 3).json
    kept = (folder / "closed/page-02.pdf").read_bytes()
    assert first["digests"]["2"] == hashlib.sha256(kept).hexdigest()
    assert close(desk, 2).json["digests"] == {}  # it was closed already
    assert desk.ask("POST", "/api/take", {"pages": [2]}).status == 200
    opened = close(desk, 2, 3, closed=False).json
    assert (opened["digests"], opened["taken"]) == (first["digests"], [2])
    again = {"pages": [2, 3], "closed": True, "same": first["digests"]}
    assert desk.ask("POST", "/api/close", again).json["digests"] == first["digests"]
    assert (folder / "closed/page-02.pdf").read_bytes() == kept
    close(desk, 2, 3, closed=False)
    other = {**again, "same": {"2": "0" * 64}}
    answer = desk.ask("POST", "/api/close", other)
    assert answer.status == 422
    assert messages(answer) == "page 2 is not as it was closed: something on it changed since"
    assert not (folder / "closed/page-02.pdf").exists()
    assert desk.ask("POST", "/api/close", {**again, "same": ["2"]}).status == 422


def test_the_pdf_of_a_closed_page_is_taken_as_it_is_kept(desk: Running, folder: Path) -> None:
    assert desk.ask("GET", "/closed/page/2.pdf").status == 404
    answer = desk.ask("POST", "/api/take", {"pages": [2]})
    assert (answer.status, messages(answer)) == (422, "page 2 is not closed: its PDF may change")
    assert close(desk, 2, 3).status == 200
    assert desk.ask("POST", "/api/take", {"pages": [2]}).json["files"] == ["closed/pages.json"]
    taken = desk.ask("GET", "/closed/page/2.pdf")
    assert taken.body == (folder / "closed/page-02.pdf").read_bytes()
    assert taken.headers["content-disposition"] == 'attachment; filename="page-02.pdf"'
    shown = desk.ask("GET", "/api/edition").json["pages"]
    assert [one["printed"] for one in shown] == [False, True, False, False]
    assert desk.ask("POST", "/api/take", {"pages": ["2"]}).status == 422


@pytest.mark.parametrize("pages", [[], ["2"], [True], [2.5]])
def test_pages_that_are_no_numbers_are_refused(desk: Running, pages: list[Any]) -> None:
    assert close(desk, *pages).status == 422


def test_pages_that_cannot_be_closed_or_opened_are_refused_with_why(
    desk: Running, folder: Path
) -> None:
    answer = close(desk, 9)
    assert (answer.status, messages(answer)) == (422, "page 9 is none of the edition's 4")
    answer = close(desk, 2, closed=False)
    assert (answer.status, messages(answer)) == (422, "none of these pages is closed: 2")
    assert not (folder / "closed").exists()


def test_of_a_story_alone_nothing_is_decided(tmp_path: Path) -> None:
    lone = tmp_path / "lone.md"
    lone.write_text(story("lone", "News", 80))
    with desk_on(lone) as desk:
        for method, path, body in (
            ("GET", "/api/decisions", None),
            ("POST", "/api/decide", {"edits": [edit()]}),
            ("POST", "/api/close", {"pages": [1], "closed": True}),
        ):
            answer = desk.ask(method, path, body)
            assert answer.status == 422
            assert "nothing is decided" in messages(answer)


# --- tried ----------------------------------------------------------------------------------------


def test_a_trial_tells_what_the_decision_then_moves_and_writes_nothing(
    desk: Running, folder: Path
) -> None:
    (folder / "pages.toml").write_text("")
    shown = {one["slug"]: one["pages"] for one in desk.ask("GET", "/api/edition").json["stories"]}
    desk.ask("POST", "/api/decide", {"edits": [edit(key="deck", value=True)]})  # keeps the plan
    desk.ask("PUT", "/api/decisions", {"text": "", "revision": _revision(desk)})
    page = 2 if shown["news-1"] != [2] else 1
    edits = [edit(name="news-1", value=page)]
    files = {file: file.read_bytes() for file in folder.glob("*.*") if file.is_file()}
    tried = desk.ask("POST", "/api/print/trial", {"edits": edits}).json
    assert {file: file.read_bytes() for file in folder.glob("*.*") if file.is_file()} == files
    assert tried["brief"].split(", ")[-1].endswith(("more", "fewer", "else"))
    desk.ask("POST", "/api/decide", {"edits": edits})
    now = {one["slug"]: one["pages"] for one in desk.ask("GET", "/api/edition").json["stories"]}
    moved = {one["id"]: one["after"] for one in tried["stories"]}
    begins = {slug: pages[0] if pages else None for slug, pages in now.items()}
    before = {slug: pages[0] if pages else None for slug, pages in shown.items()}
    assert {s: p for s, p in moved.items() if s in begins} == {
        slug: page for slug, page in begins.items() if page != before[slug]
    }


def _revision(desk: Running) -> str:
    return desk.ask("GET", "/api/decisions").json["revision"]


def test_what_a_trial_would_refuse_is_told(desk: Running) -> None:
    edits = [edit(key="rows", value=300)]
    tried = desk.ask("POST", "/api/print/trial", {"edits": edits}).json
    assert any('"news-0" cannot stand 300 rows deep' in one for one in tried["refused"])
    assert desk.ask("POST", "/api/print/trial", {"edits": []}).status == 422
    wrong = desk.ask("POST", "/api/print/trial", {"edits": [edit(key="columns", value="none")]})
    assert wrong.status == 409 or wrong.json["findings"]
