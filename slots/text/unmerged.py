"""What a merge of git has left undecided: two versions of some lines. Git writes them between a
line that begins with seven < and one that begins with seven >, and seven = part them.

Neither is taken: that would be to decide for those who wrote them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from slots.finding import Edit, Finding, Severity, Where

_CODE = "merge-conflict"

_OURS, _PARTED, _THEIRS = "<<<<<<< ", "=======", ">>>>>>> "
_BASE = "|||||||"
"""What begins the lines as they were before both sides changed them, where git writes those too."""

_TABLE = re.compile(r"^\s*\[\[?([^\]]+)\]")

_HINT = "keep one of the two, and take out the lines with <<<<<<<, ======= and >>>>>>>"


def unmerged(
    lines: Sequence[str], file: str, name: Callable[[Sequence[str], int, int], str]
) -> tuple[list[str], tuple[Finding, ...]]:
    """The lines with those of each conflict empty, and a finding for each, which `name` names by
    the lines and its first and last one; its edits keep one side, or both.

    >>> ours, parted, theirs = "<" * 7 + " HEAD", "=" * 7, ">" * 7 + " evening"
    >>> text = ["[story.oysters]", ours, "page = 5", parted, "page = 7", theirs]
    >>> lines, (found,) = unmerged(text, "pages.toml", table_named)
    >>> lines
    ['[story.oysters]', '', '', '', '', '']
    >>> print(found.message)
    a merge left two versions of [story.oysters] here, lines 2 to 6
    >>> [(edit.called, edit.instead) for edit in found.edits][:2]
    [('Take ours (HEAD)', 'page = 5'), ('Take theirs (evening)', 'page = 7')]
    """
    left, found, at = list(lines), list[Finding](), 0
    while at < len(lines):
        last = _end(lines, at)
        if last is None:
            at += 1
            continue
        what = name(lines, at, last)
        message = f"a merge left two versions of {what} here, lines {at + 1} to {last + 1}"
        told = Finding(_CODE, Severity.ERROR, message, Where(file, at + 1, 1), _HINT)
        found.append(replace(told, edits=_sides(lines, at, last)))
        left[at : last + 1] = [""] * (last + 1 - at)
        at = last + 1
    return left, tuple(found)


def _sides(lines: Sequence[str], first: int, last: int) -> tuple[Edit, ...]:
    """The edits that keep our side of a conflict, theirs, or both one after the other."""
    whole = [line.rstrip("\r") for line in lines[first : last + 1]]
    parted = whole.index(_PARTED)
    base = next((at for at, line in enumerate(whole) if line.startswith(_BASE)), parted)
    ours, theirs = whole[1 : min(base, parted)], whole[parted + 1 : -1]
    names = [whole[0].removeprefix(_OURS).strip(), whole[-1].removeprefix(_THEIRS).strip()]
    kept = {
        f"Take ours ({names[0]})": ours,
        f"Take theirs ({names[1]})": theirs,
        "Keep both, ours first": [*ours, *theirs],
    }
    below = last + 1 < len(lines)

    def edit(called: str, left: Sequence[str]) -> Edit:
        end = "" if left or not below else "\n"
        return Edit(first + 1, 1, "\n".join(whole) + end, "\n".join(left), called)

    return tuple(edit(called, left) for called, left in kept.items())


def _end(lines: Sequence[str], first: int) -> int | None:
    """The last line of a conflict that begins there; None where none does."""
    if not lines[first].startswith(_OURS):
        return None
    parted = False
    for number in range(first + 1, len(lines)):
        line = lines[number].rstrip("\r")
        if line.startswith(_OURS):
            return None
        parted = parted or line == _PARTED
        if parted and line.startswith(_THEIRS):
            return number
    return None


def table_named(lines: Sequence[str], first: int, last: int) -> str:
    """The tables of TOML that a conflict is about: those within it, else the one it stands in."""
    within = [found[1] for line in lines[first:last] if (found := _TABLE.match(line))]
    above = [found[1] for line in reversed(lines[:first]) if (found := _TABLE.match(line))]
    names = dict.fromkeys(within or above[:1])
    return ", ".join(f"[{name.strip()}]" for name in names) or "some keys"
