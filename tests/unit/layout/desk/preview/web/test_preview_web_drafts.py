"""Pages that several tabs ask for at once: each gets the one under its own rules, and the last."""

import asyncio
from types import SimpleNamespace

from starlette.datastructures import QueryParams
from support.processes.aside import aside

from layout.desk.preview.web import routes
from layout.desk.preview.workers.shared_run import Latest


class Bench:
    """A worker that answers with what it was asked, once the gate is open."""

    def __init__(self, gate):
        self.gate, self.asked = gate, []

    async def call(self, task, *given):
        self.asked.append((task, *given))
        await self.gate.wait()
        return {"path": "", "given": given}


def desk_with(drafts):
    place = SimpleNamespace(alone=False, story=None)
    return SimpleNamespace(
        latest=Latest(),
        drafts=drafts,
        place=place,
        web=Bench(asyncio.Event()),
        frames="",
        secret="",
    )


def answers(desk, handler, *queries, meanwhile=lambda: None):
    """What requests are answered that all come before the first is done."""

    async def scene():
        tasks = []
        for query in queries:
            request = SimpleNamespace(query_params=QueryParams(query))
            tasks.append(asyncio.ensure_future(handler(desk, request)))
            await asyncio.sleep(0)
            meanwhile()
        desk.web.gate.set()
        return [(await task)["given"] for task in tasks]

    return aside(scene())


def test_each_tab_gets_the_page_under_its_own_rules():
    desk = desk_with({"a": "rules of a", "b": "rules of b"})
    queries = [f"story=s.md&draft={draft}" for draft in ("a", "b", "", "a", "b", "")]
    under = {"a": "rules of a", "b": "rules of b", "": None}
    expected = [("s.md", draft, under[draft]) for draft in ("a", "b", "", "a", "b", "")]
    assert answers(desk, routes.page, *queries) == expected


def test_an_overlay_is_of_the_width_and_the_rules_that_it_was_asked_for():
    desk = desk_with({"a": "rules of a"})
    queries = [f"story=s.md&draft={d}&width={w}" for d in ("a", "") for w in (375, 768)] * 2
    expected = [("s.md", d, (d and "rules of a") or None, w) for d in ("a", "") for w in (375, 768)]
    assert answers(desk, routes.overlay, *queries) == expected * 2


def test_of_many_edits_the_last_is_what_all_but_the_first_are_shown():
    desk = desk_with({"a": "0"})
    edits = iter(range(1, 10))

    def edit():
        desk.drafts["a"] = str(next(edits))

    given = answers(desk, routes.page, *["story=s.md&draft=a"] * 5, meanwhile=edit)
    assert [text for _, _, text in given] == ["0", "4", "4", "4", "4"]
    assert len(desk.web.asked) == 2
