"""A late ad from the desk: one more of the ad book with its artwork, or what is wrong with it,
field by field, and nothing written."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image
from support.newspapers.sample_newspaper import BOOK, SETTINGS, newspaper
from support.processes.aside import aside

from layout.desk.preview.access.writable_files import Conflict
from layout.desk.preview.lists.new_stories import CopyBench
from layout.desk.preview.print.late_ad import LATE_AD_ROUTES
from layout.desk.preview.workers.tab_trials import Trials
from slots.finding import BadInput

GIVEN = {"id": "A9", "advertiser": "Late Lamps", "category": "", "size": "1x40mm", "pages": "4"}
BACK = ("file", "revision", "artwork", "digest")


def ask(folder: Path, route: str, sent: bytes, told: set[str] | None = None, **place: bool) -> Any:
    """What the desk of a folder makes of a request; `told` are the files that tabs are told of."""

    async def asked() -> Any:
        events = SimpleNamespace(files_changed=lambda files: told is None or told.update(files))
        bench = CopyBench(str(folder))

        async def call(task: str, *given: Any) -> Any:
            return getattr(bench, task)(*given)

        async def plan(task: str) -> list[str]:
            assert task == "keep_plan"
            return ["edition.plan.json"]

        desk = SimpleNamespace(folder=folder, events=events, writing=asyncio.Lock())
        desk.place = SimpleNamespace(**{"alone": False, "story": None, **place})
        desk.copy, desk.print = SimpleNamespace(call=call), SimpleNamespace(call=plan)
        desk.tried, desk.moves = Trials(), Moves()

        async def body() -> bytes:
            return sent

        return await LATE_AD_ROUTES[route](desk, SimpleNamespace(body=body))

    return aside(asked())


class Moves:
    """Says which trial it was given."""

    async def call(self, *task: Any, leash: Any) -> Any:
        return task


def book(folder: Path, told: set[str] | None = None, **more: str) -> Any:
    return ask(folder, "POST /api/ads/late", json.dumps({**GIVEN, **more}).encode(), told)


def handed(folder: Path, file: str, data: bytes, to: str = "", **more: str) -> Any:
    head = json.dumps({**GIVEN, "file": file, **more}).encode()
    return ask(folder, f"POST /api/ads/late{to}", head + b"\n" + data)


def tried(folder: Path, **more: str) -> Any:
    return ask(folder, "POST /api/ads/late/try", json.dumps({**GIVEN, **more}).encode())


def undone(folder: Path, done: dict[str, Any]) -> Any:
    said = {**{name: done[name] for name in BACK}, "text": done["before"]}
    return ask(folder, "POST /api/ads/late/back", json.dumps(said).encode())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return newspaper(tmp_path / "paper")


def test_it_is_one_more_line_of_the_book(folder: Path) -> None:
    told: set[str] = set()
    after = f"{BOOK}A9,Late Lamps,,1x40mm,,4,,,,,,\n"
    done = book(folder, told)
    wanted = {"file": "ads.csv", "line": 6, "before": BOOK, "after": after}
    assert done == {**wanted, "revision": done["revision"]}
    assert (folder / "ads.csv").read_text() == after
    assert told == {"ads.csv", "edition.plan.json"}  # as it was never printed


def test_what_else_was_sold_stands_in_its_column(folder: Path) -> None:
    more = {"section": "Sport", "price": "120", "artwork": "art.png"}
    line = "A9,Late Lamps,,1x40mm,Sport,4,,,,120,,art.png\n"
    assert book(folder, **more)["after"] == f"{BOOK}{line}"
    (folder / "ads.csv").unlink()
    begun = "id,advertiser,category,size,pages,section,price,artwork\n"
    assert book(folder, **more)["after"] == f"{begun}A9,Late Lamps,,1x40mm,4,Sport,120,art.png\n"


def test_without_a_book_one_is_begun(folder: Path) -> None:
    (folder / "ads.csv").unlink()
    booked = book(folder)
    head = "id,advertiser,category,size,pages\n"
    assert (booked["line"], booked["before"]) == (2, head)
    assert (folder / "ads.csv").read_text() == f"{head}A9,Late Lamps,,1x40mm,4\n"


def test_in_a_book_of_toml_it_is_a_table_more(folder: Path) -> None:
    (folder / "ads.csv").unlink()
    own = '[modules]\njumbo = "2x80mm"\n\n[[ad]]\nid = "A1"\nadvertiser = "Bank"\nsize = "jumbo"\n'
    (folder / "ads.toml").write_text(own)
    done = book(folder, size="jumbo", colour="yes", price="120.50", advertiser='The "Loft"')
    table = '[[ad]]\nid = "A9"\nadvertiser = "The \\"Loft\\""\nsize = "jumbo"\npages = 4\n'
    assert done["file"] == "ads.toml"
    assert done["after"] == f"{own}\n{table}colour = true\nprice = 120.50\n"
    assert tried(folder, id="B1", size="", colour="maybe")["wrong"].keys() == {"size", "colour"}


@pytest.mark.parametrize(
    ("more", "field", "message"),
    [
        ({"id": "A1"}, "id", "A1 is already the ad of line 2"),
        ({"size": "9x40mm"}, "size", "9 columns are wider than the page"),
        ({"pages": "four"}, "pages", "names no pages"),
        ({"id": ""}, "id", "there is none"),
        ({"advertiser": " "}, "advertiser", "there is none"),
        ({"size": ""}, "size", "there is none"),
        ({"section": "Sprot"}, "section", 'there is no section "Sprot" (did you mean "Sport"?)'),
        ({"colour": "yes"}, "colour", "the ad book has no column colour"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_written(
    folder: Path, more: dict[str, str], field: str, message: str
) -> None:
    found = tried(folder, **more)
    assert list(found["wrong"]) == [field] and message in found["wrong"][field][0]["message"]
    assert found["book"] is None
    with pytest.raises(BadInput) as error:
        book(folder, **more)
    assert any(message in finding.message for finding in error.value.findings)
    assert (folder / "ads.csv").read_text() == BOOK


def test_all_that_is_wrong_is_told_at_once(folder: Path) -> None:
    found = tried(folder, id="", size="9x40mm", pages="x", position="under", side="top")
    assert found["wrong"].keys() == {"id", "size", "pages", "position", "side"}


def test_what_is_right_is_told_on_paper_and_with_what_becomes_of_the_book(folder: Path) -> None:
    found = tried(folder, artwork="away.png")
    assert found["wrong"] == {} and found["size"].endswith(" x 40 mm")
    assert found["book"] == f"{BOOK}A9,Late Lamps,,1x40mm,,4,,,,,,away.png\n"
    assert "is not there" in found["told"]["artwork"][0]["message"]


def test_what_can_be_booked_is_tried_in_the_edition_and_nothing_else(folder: Path) -> None:
    given = {**GIVEN, "file": "lamp.png"}  # which moves nothing
    found = ask(folder, "POST /api/ads/late/moves", json.dumps(given).encode())
    assert found == ("late", f"{BOOK}A9,Late Lamps,,1x40mm,,4,,,,,,\n", "A9")
    with pytest.raises(BadInput, match="wider than the page"):
        ask(folder, "POST /api/ads/late/moves", json.dumps({**GIVEN, "size": "9x40mm"}).encode())
    assert (folder / "ads.csv").read_text() == BOOK


def test_what_was_wrong_before_hinders_nobody(folder: Path) -> None:
    (folder / "ads.csv").write_text(f"{BOOK}A7,Odd,,9x40mm,,,,,,,,\n")
    assert book(folder)["line"] == 7


def test_the_form_offers_what_book_and_page_have(folder: Path) -> None:
    found = ask(folder, "GET /api/ads/late", b"")
    assert found["advertisers"][0] == {"name": "Loft Tea", "category": "tea"}
    first = found["sizes"][0]
    assert (first["size"], first["columns"], first["booked"]) == ("2x60mm", 2, 3)
    assert {"1/4 page", "strip"} <= {one["size"] for one in found["sizes"]}
    for one in found["sizes"]:
        assert tried(folder, size=one["size"])["size"] == one["paper"]


def test_artwork_is_looked_at_before_it_is_kept(folder: Path) -> None:
    art = (folder / "art.png").read_bytes()
    before = sorted(folder.rglob("*"))
    found = handed(folder, "lamp.png", art, "/artwork")
    assert found["facts"][0] == "PNG" and "px" in found["facts"][1]
    assert "too wide" in found["findings"][0]["message"]  # 1x40mm is upright
    assert "A9" not in found["findings"][0]["message"]
    bare = handed(folder, "lamp.png", art, "/artwork", size="?")
    assert bare["findings"] == [] and len(bare["facts"]) == 3
    with pytest.raises(BadInput, match=r"lamp\.png"):
        handed(folder, "lamp.png", b"no picture", "/artwork")
    assert sorted(folder.rglob("*")) == before


def test_colours_are_told_where_not_all_pages_are_printed_in_colour(folder: Path) -> None:
    settings = SETTINGS.replace("pages = 4\n", "pages = 4\ncolour = [1]\n", 1)
    (folder / "newsgrid.toml").write_text(settings)
    Image.new("RGB", (400, 400), "red").save(folder / "red.png")
    art = (folder / "red.png").read_bytes()
    coded = "artwork-colour"
    assert coded in [one["code"] for one in handed(folder, "a.png", art, "/artwork")["findings"]]
    told = handed(folder, "a.png", art, "/artwork", colour="yes")["findings"]
    assert coded not in [one["code"] for one in told]


def test_artwork_is_kept_under_a_free_name_and_goes_with_its_ad(folder: Path) -> None:
    art = (folder / "art.png").read_bytes()
    (folder / "ads").mkdir()
    (folder / "ads/grosse-lampe.png").write_bytes(b"another's")
    done = handed(folder, "../Große Lampe.PNG", art)
    assert done["artwork"] == "ads/groe-lampe.png" or done["artwork"].startswith("ads/gro")
    assert (folder / done["artwork"]).read_bytes() == art
    assert done["after"].endswith(f",{done['artwork']}\n")
    assert undone(folder, done)["kept"] is False
    assert not (folder / done["artwork"]).exists()
    assert (folder / "ads.csv").read_text() == BOOK
    with pytest.raises(Conflict):
        undone(folder, done)


def test_artwork_that_another_names_stays(folder: Path) -> None:
    done = handed(folder, "lamp.png", (folder / "art.png").read_bytes())
    (folder / "pages.toml").write_text(f"# {done['artwork']}\n")
    assert undone(folder, done)["kept"] is True and (folder / done["artwork"]).exists()


def test_nothing_is_kept_of_an_ad_that_is_wrong(folder: Path) -> None:
    before = sorted(folder.rglob("*"))
    art = (folder / "art.png").read_bytes()
    with pytest.raises(BadInput, match="wider than the page"):
        handed(folder, "lamp.png", art, size="9x40mm")
    with pytest.raises(BadInput, match=r"lamp\.pdf"):
        handed(folder, "lamp.pdf", b"%PDF-1.4 broken")
    (folder / "ads.csv").write_text("id,advertiser,size\nA1,Bank,2x60mm\n")
    with pytest.raises(BadInput, match="no column artwork"):
        handed(folder, "lamp.png", art, pages="")
    assert sorted(folder.rglob("*")) == before


def test_a_lone_story_and_odd_requests_are_told(folder: Path) -> None:
    with pytest.raises(BadInput, match="no publication"):
        ask(folder, "POST /api/ads/late", json.dumps(GIVEN).encode(), alone=True)
    for odd in (b"{", b"[]", b'{"id": 4}', b'{"page": "4"}', b'{"id": "%s"}' % (b"x" * 2000)):
        with pytest.raises(BadInput, match="never make"):
            ask(folder, "POST /api/ads/late/try", odd)
