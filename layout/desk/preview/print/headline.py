"""Routes of headlines that are typed in the print view: whether they fit, what they would move, and
their writing.

POST /api/headline        {"slug", "text"} -> {"lines", "size", "deeper", "fits"}
POST /api/headline/trial  {"slug", "file", "text"} -> what using it would move, as of
                          /api/print/trial; nothing is written
PUT /api/headline         {"file", "text"} -> {"before", "after", "revision"}: print_headline, in
                          the front matter of a story, is the text from then on

As with a decision, the first one that is used in an edition that was never printed keeps the plan
of what is shown.
"""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from starlette.requests import Request

from layout.desk.preview.access import writable_files
from layout.desk.preview.print.decide import keep_plan
from layout.desk.preview.shared.answers import Handler, body_of, missing, unusable
from layout.desk.preview.shared.desk import NOT_ALONE, Desk, check_publication
from slots.finding import BadInput, Where, bad_input

if TYPE_CHECKING:
    from layout.story.as_written import Story

_LONGEST = 500
"""Characters of a headline that is typed."""

_MATTER = re.compile(r"\A(---[ \t]*\n)(.*?)(^---[ \t]*$)", re.MULTILINE | re.DOTALL)
_OWN = re.compile(r"^print_headline:.*\n(?:[ \t]+\S.*\n)*", re.MULTILINE)


async def _fits(desk: Desk, request: Request) -> Any:
    """How a headline would stand over its story."""
    body = await body_of(request, slug=str, text=str)
    found = await desk.print.call("headline", body["slug"], _checked(body["text"]))
    return found if found else missing("the story stands on no page, or among briefs")


async def _try(desk: Desk, request: Request) -> Any:
    """What using a headline would move elsewhere. Raises BadInput where it cannot be written with
    certainty, and where something newer is tried, or something is decided, meanwhile."""
    check_publication(desk.place, NOT_ALONE)
    body = await body_of(request, slug=str, file=str, text=str)
    text, file = _checked(body["text"]), body["file"]
    before = await asyncio.to_thread(writable_files.read, desk.folder, file)
    mended = with_print_headline(before.text, text, file)
    trial = desk.tried.newest("", mended)
    return await trial.call(desk.moves, "written", before.name, mended, body["slug"])


async def _use(desk: Desk, request: Request) -> Any:
    """Writes a headline into its story. Raises BadInput where it cannot be with certainty."""
    body = await body_of(request, file=str, text=str)
    if desk.place.alone and body["file"] != desk.place.story:
        raise unusable("this desk was opened on another story")
    text = _checked(body["text"])
    desk.tried.end()
    async with desk.writing:
        before = await asyncio.to_thread(writable_files.read, desk.folder, body["file"])
        mended = with_print_headline(before.text, text, before.name)
        files = [] if desk.place.alone else await keep_plan(desk)
        after = await asyncio.to_thread(
            writable_files.write, desk.folder, before.name, mended, before.revision
        )
    desk.events.files_changed({after.name, *files})
    return {"before": before.text, "after": after.text, "revision": after.revision}


def _checked(text: str) -> str:
    """A headline on one line. Raises BadInput where it is none."""
    line = " ".join(text.split())
    if not line or len(line) > _LONGEST:
        raise unusable(f"a headline must have 1 to {_LONGEST} characters")
    return line


def with_print_headline(text: str, headline: str, file: str) -> str:
    """The text of a story with a headline for paper, all else as it was written. Raises BadInput
    where it does not say just that afterwards: what is written is read back first.

    >>> print(with_print_headline("---\\nheadline: Flood\\n---\\n\\nIt rose.\\n", "High", "f.md"))
    ---
    headline: Flood
    print_headline: "High"
    ---
    <BLANKLINE>
    It rose.
    <BLANKLINE>
    """
    found = _MATTER.match(text)
    line = f"print_headline: {json.dumps(headline, ensure_ascii=False)}\n"
    if found:
        opening, matter, closing = found.groups()
        own = _OWN.search(matter)
        mended = matter[: own.start()] + line + matter[own.end() :] if own else matter + line
        written = f"{opening}{mended}{closing}{text[found.end() :]}"
    else:
        written = f"---\n{line}---\n\n{text}"
    if not _says(text, written, headline, file):
        message = "the headline cannot be written into this story with certainty"
        raise bad_input("odd-story", message, Where(file), "write print_headline in its source")
    return written


def _says(before: str, after: str, headline: str, file: str) -> bool:
    """Whether a text says the same as before, with this headline on paper."""
    from layout.story.markdown.read_markdown import parse_markdown  # not as the desk begins
    from layout.story.run import text_of

    try:
        (was, _), (now, _) = parse_markdown(before, file), parse_markdown(after, file)
    except BadInput:
        return False
    same = _unplaced(replace(now, print_headline=())) == _unplaced(replace(was, print_headline=()))
    return same and text_of(now.print_headline) == headline


def _unplaced(story: Story) -> str:
    """All that a story says, on whatever lines of its file."""
    return re.sub(r"\bline=\d+", "line", repr(story))


HEADLINE_ROUTES: dict[str, Handler] = {
    "POST /api/headline": _fits,
    "POST /api/headline/trial": _try,
    "PUT /api/headline": _use,
}
