"""Pages are drawn by a process that can be ended: it has a limit, a deadline, and newer pages."""

import asyncio
import io
from contextlib import asynccontextmanager

import pytest
from PIL import Image
from support.desk.benches import Here, nested_pdf
from support.processes.aside import aside

from layout.desk.preview.workers import page_pictures
from layout.desk.preview.workers.page_pictures import PictureRequest, Pictures
from layout.desk.preview.workers.process import Worker
from slots.finding import BadInput

PLAIN = nested_pdf(2, 3)
ENDLESS = nested_pdf(12, 10)
ROOM = 1 << 30
SMALL = 1 << 27


class Pages:
    """Who has an edition: pages by their numbers."""

    def __init__(self, **pdfs):
        self.pdfs, self.asked = pdfs, 0

    def page_pdf(self, story, number):
        self.asked += 1
        pdf = self.pdfs.get(f"p{number}")
        return pdf and (pdf, f"revision-{number}-{len(pdf)}")


async def nobody_gone():
    return False


@asynccontextmanager
async def drawer(room=ROOM):
    worker = Worker("layout.desk.preview.workers.page_raster:DrawBench", room)
    try:
        yield Pictures(worker)
    finally:
        await worker.close()


def asked(number, scale=1.0, revision=""):
    return PictureRequest("", number, scale, revision)


async def refusal(picture):
    with pytest.raises(BadInput) as caught:
        await picture
    (finding,) = caught.value.findings
    return finding


def test_a_page_is_drawn_once_and_kept():
    async def scene():
        pages = Pages(p1=PLAIN)
        async with drawer() as desk:
            data, right = await desk.picture(asked(1), Here(pages), nobody_gone)
            revision = f"revision-1-{len(PLAIN)}"
            again = await desk.picture(asked(1, 1.0, revision), Here(pages), nobody_gone)
            large, _ = await desk.picture(asked(1, 2.0, revision), Here(pages), nobody_gone)
            nothing = await desk.picture(asked(9), Here(pages), nobody_gone)
            return data, right, again, large, nothing, pages.asked

    data, right, again, large, nothing, times = aside(scene())
    assert not right and again == (data, True) and nothing is None and times == 2
    assert Image.open(io.BytesIO(data)).size == (200, 100)
    assert Image.open(io.BytesIO(large)).size == (400, 200)


def test_what_takes_all_memory_is_told_once_and_others_are_drawn():
    assert len(ENDLESS) < 4_000

    async def scene():
        pages = Pages(p1=ENDLESS, p2=PLAIN)
        async with drawer(SMALL) as desk:
            found = await refusal(desk.picture(asked(1), Here(pages), nobody_gone))
            pid, revision = desk.drawer.pid, f"revision-1-{len(ENDLESS)}"
            again = await refusal(desk.picture(asked(1, 2.0, revision), Here(pages), nobody_gone))
            same = desk.drawer.pid == pid
            picture = await desk.picture(asked(2), Here(pages), nobody_gone)
            return found, again, same, picture, desk.refused([revision, "other"])

    found, again, same, picture, refused = aside(scene())
    assert found.code == "heavy-page" and found.message.startswith("page 1 takes more than")
    assert "artwork" in found.hint
    assert again == found and same, "it was drawn again"
    assert picture and refused == (found,)


def test_what_takes_too_long_is_told(monkeypatch):
    monkeypatch.setattr(page_pictures, "SECONDS", 0.1)

    async def scene():
        async with drawer() as desk:
            await desk.warm()
            found = await refusal(desk.picture(asked(1), Here(Pages(p1=ENDLESS)), nobody_gone))
            page_pictures.SECONDS = 60.0
            picture = await desk.picture(asked(2), Here(Pages(p2=PLAIN)), nobody_gone)
            return found, picture

    found, picture = aside(scene())
    assert found.code == "slow-page" and "seconds to draw" in found.message
    assert picture


def test_a_newer_edition_ends_the_drawing_of_a_page_that_is_gone():
    async def scene():
        pages = Pages(p1=ENDLESS)
        async with drawer() as desk:
            await desk.warm()
            drawn = asyncio.ensure_future(desk.picture(asked(1), Here(pages), nobody_gone))
            while not pages.asked:
                await asyncio.sleep(0)
            pages.pdfs["p1"] = PLAIN
            desk.only("other.md", [])  # another's edition
            desk.only("", [f"revision-1-{len(ENDLESS)}"])  # which has the page still
            assert not drawn.done()
            desk.only("", [f"revision-1-{len(PLAIN)}"])
            return await drawn, pages.asked

    (data, right), times = aside(scene())
    assert Image.open(io.BytesIO(data)).size == (200, 100) and not right
    assert times == 2


def test_a_drawing_that_nobody_waits_for_ends(monkeypatch):
    monkeypatch.setattr(page_pictures, "LOOK", 0.05)

    async def scene():
        pages = Pages(p1=ENDLESS)

        went = []

        async def gone():
            if pages.asked and desk._drawing:
                went.append(True)
            return bool(went)

        async with drawer() as desk:
            await desk.warm()
            return await desk.picture(asked(1), Here(pages), gone), went

    picture, went = aside(scene())
    assert picture is None and went


def test_what_is_no_pdf_is_told():
    async def scene():
        async with drawer() as desk:
            return await refusal(desk.picture(asked(1), Here(Pages(p1=b"%PDF-no")), nobody_gone))

    found = aside(scene())
    assert found.code == "undrawable-page" and found.message.startswith("page 1 cannot be drawn: ")
