"""Line breaks in a paragraph: which of them begin a paragraph, and which are but a space.

The ferry sails again<br>on Monday.        one paragraph
Pier 4<br>Puerto Alba<br>Tel. 555-0100     a paragraph a line
One text.<br><br>Another.                  two paragraphs
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from layout.story.run import Run, Runs

BREAK = "\u2028"
"""A line break, while lines are gathered: the reader takes this sign out of all texts."""
_SHORT = 60
_FEW = 2
_ENDINGS = tuple(".!?:;…”\"'»)")


def lines_of(runs: Sequence[Run], keep: bool) -> Iterator[Runs]:
    """The paragraphs of a stretch of runs with breaks in it. `keep`: each line is one."""
    if not any(BREAK in run.text for run in runs):
        yield tuple(runs)
        return
    lines = list(_lines(runs))
    texts = ["".join(run.text for run in line).strip() for line in lines]
    if keep or _is_verse([text for text in texts if text]):
        yield from lines
        return
    gathered: list[Run] = []
    for at, line in enumerate(lines):
        if gathered and _begins(texts, at):
            yield tuple(gathered)
            gathered = []
        gathered.extend((*([Run(" ")] if gathered else []), *line))
    yield tuple(gathered)


def _lines(runs: Sequence[Run]) -> Iterator[Runs]:
    line: list[Run] = []
    for run in runs:
        first, *more = run.text.split(BREAK)
        line.append(Run(first, run.emphasis, run.href))
        for text in more:
            yield tuple(line)
            line = [Run(text, run.emphasis, run.href)]
    yield tuple(line)


def _is_verse(texts: Sequence[str]) -> bool:
    """Whether lines are a poem, an address or the like: more than two, and all short."""
    return len(texts) > _FEW and all(len(text) <= _SHORT for text in texts)


def _begins(texts: Sequence[str], at: int) -> bool:
    """Whether a line begins a paragraph: after an empty one, or after a sentence's end."""
    before, text = texts[at - 1], texts[at]
    if not before or not text:
        return True
    return before.endswith(_ENDINGS) and len(before) > _SHORT and not text[0].islower()
