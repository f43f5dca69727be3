"""What a merge of git has left undecided: two versions of some lines. Git writes them between a
line that begins with seven < and one that begins with seven >, and seven = part them.

Neither is taken: that would be to decide for those who wrote them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from slots.finding import Finding, Severity, Where

_CODE = "merge-conflict"

_OURS, _PARTED, _THEIRS = "<<<<<<< ", "=======", ">>>>>>> "
_TABLE = re.compile(r"^\s*\[\[?([^\]]+)\]")

_HINT = "keep one of the two, and take out the lines with <<<<<<<, ======= and >>>>>>>"


def unmerged(
    lines: Sequence[str], file: str, name: Callable[[Sequence[str], int, int], str]
) -> tuple[list[str], tuple[Finding, ...]]:
    """The lines with those of each conflict empty, and a finding for each, which `name` names by
    the lines and its first and last one.

    >>> ours, parted, theirs = "<" * 7 + " HEAD", "=" * 7, ">" * 7 + " evening"
    >>> text = ["[story.oysters]", ours, "page = 5", parted, "page = 7", theirs]
    >>> lines, (found,) = unmerged(text, "pages.toml", table_named)
    >>> lines
    ['[story.oysters]', '', '', '', '', '']
    >>> print(found.message)
    a merge left two versions of [story.oysters] here, lines 2 to 6
    """
    left, found, at = list(lines), list[Finding](), 0
    while at < len(lines):
        last = _end(lines, at)
        if last is None:
            at += 1
            continue
        what = name(lines, at, last)
        message = f"a merge left two versions of {what} here, lines {at + 1} to {last + 1}"
        found.append(Finding(_CODE, Severity.ERROR, message, Where(file, at + 1, 1), _HINT))
        left[at : last + 1] = [""] * (last + 1 - at)
        at = last + 1
    return left, tuple(found)


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
