"""Whether the tests notice when the engine is broken: one small change at a time, drawn at random.

python -m benchmarks.mutations [--each 10] [--seed 1] [--room typeset ...] [--show]

In a copy of the sources one operator, comparison, constant or condition of a room is changed (`<`
for `<=`, `+` for `-`, `min` for `max`, 1 more, a condition turned round), and the room's tests run
until one fails. A change that none notices survives: then a test is missing, or the change makes
no difference (`EQUAL` says which do not, and why). Exit code 1 where one survives.

Examples in docstrings and the tests of the room's own folder under tests/unit run first, then
those that the room names.

After DeMillo, Lipton and Sayward, "Hints on test data selection" (1978).
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
PATIENCE = 900
"""Seconds that a room's tests may take with a change: one that makes them hang is noticed, and
said to hang, since a busy machine looks the same."""
SURVIVED = "SURVIVED"


@dataclass(frozen=True, slots=True)
class Room:
    """Where changes are made, and the tests that have to notice, the quick ones first."""

    name: str
    folders: tuple[str, ...]
    tests: tuple[str, ...]


ROOMS = (
    Room(
        "typeset",
        ("layout/typeset",),
        (
            "test_opportunities",
            "test_wrap",
            "test_hyphenate",
            "test_typeset_galleys",
            "test_theme",
            "test_typeset_laws",
            "test_makeup_laws",
            "test_seed_in_print",
            "test_web_every_width",
            "test_same_bytes",
        ),
    ),
    Room(
        "makeup",
        ("layout/makeup",),
        (
            "test_makeup_head",
            "test_makeup_furniture",
            "test_makeup_cutline",
            "test_makeup_pull_quote",
            "test_makeup_variants",
            "test_edition_finish",
            "test_edition_pages",
            "test_edition_names",
            "test_edition_shape_laws",
            "test_edition_tiling_laws",
            "test_edition_assign_laws",
            "test_edition_page_laws",
            "test_edition_outward_laws",
            "test_edition_laws",
            "test_pouring_full",
            "test_makeup_laws",
            "test_edition_plan",
            "test_furniture_dump",
            "test_same_bytes",
            "test_weekly_edition",
        ),
    ),
    Room(
        "place",
        ("slots/placing", "slots/exact", "slots/problem"),
        (
            "test_place",
            "test_place_rules",
            "test_place_contents",
            "test_place_repeats",
            "test_clearance_kinds",
            "test_lead_in",
            "test_refusals",
            "test_place_laws",
            "test_greedy_laws",
            "test_stable_laws",
            "test_density_laws",
            "test_strip_laws",
            "test_audit",
            "test_audit_relaxed",
            "test_same_bytes",
        ),
    ),
    Room(
        "stacking",
        ("slots/stacking",),
        (
            "test_edition_stacking",
            "test_edition_search",
            "test_stack_conflict",
            "test_stack_command",
            "test_edition_stacking_laws",
            "test_stack_laws",
            "test_stack_foretells",
            "test_same_bytes",
            "test_weekly_edition",
        ),
    ),
    Room(
        "web plan",
        ("layout/web/plan",),
        (
            "test_web_plan",
            "test_web_offers",
            "test_web_missed",
            "test_web_in_view",
            "test_rail",
            "test_web_unroll",
            "test_web_every_width",
            "test_web_plan_laws",
            "test_in_view_laws",
            "test_rail_laws",
            "test_web_laws",
            "test_same_bytes",
        ),
    ),
)

EQUAL: dict[tuple[str, str, str], str] = {}
"""Changes that were looked at and make no difference: (file, line as it was, line as it is), and
why."""

_OTHER = {
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.Add: ("+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: ("*", "+"),
    ast.FloorDiv: ("//", "*"),
    ast.And: ("and", "or"),
    ast.Or: ("or", "and"),
    ast.In: ("in", "not in"),
    ast.NotIn: ("not in", "in"),
}
_NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}


@dataclass(frozen=True, slots=True)
class Change:
    """One piece of a line's text made another: `line` counts from 0, `start` in characters."""

    file: str
    line: int
    start: int
    old: str
    new: str

    def lines(self, root: Path) -> tuple[str, str]:
        """The line as it was, and as it is."""
        before = (root / self.file).read_text(encoding="utf-8").splitlines()[self.line]
        return before, before[: self.start] + self.new + before[self.start + len(self.old) :]

    def apply(self, root: Path) -> str:
        """Makes it; gives the file's text as it was."""
        file = root / self.file
        text = file.read_text(encoding="utf-8")
        lines = text.splitlines(keepends=True)
        _, after = self.lines(root)
        lines[self.line] = after + "\n"
        file.write_text("".join(lines), encoding="utf-8")
        return text


def changes_of(file: str) -> Iterator[Change]:
    """All that could be changed in a file, in the order of its text."""
    text = (ROOT / file).read_text(encoding="utf-8")
    lines = text.splitlines()
    for node in ast.walk(ast.parse(text)):
        for line, start, stop, old, new in _pieces(node):
            piece = lines[line][start:stop]
            at = piece.find(old)
            if at >= 0 and piece.count(old) == 1 and lines[line].isascii():
                yield Change(file, line, start + at, old, new)


def _pieces(node: ast.AST) -> Iterator[tuple[int, int, int, str, str]]:
    """(line, from, up to, old, new): where a node's sign stands, on one line."""
    if isinstance(node, ast.Compare):
        left: ast.expr = node.left
        for sign, right in zip(node.ops, node.comparators, strict=True):
            yield from _between(left, right, type(sign))
            left = right
    elif isinstance(node, ast.BinOp):
        yield from _between(node.left, node.right, type(node.op))
    elif isinstance(node, ast.BoolOp):
        yield from _between(node.values[0], node.values[1], type(node.op))
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        name = node.func
        if name.id in _NAMES and name.end_col_offset is not None:
            place = name.lineno - 1, name.col_offset, name.end_col_offset
            yield *place, name.id, _NAMES[name.id]
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.lineno - 1, node.col_offset, node.col_offset + 4, "not ", ""
    elif isinstance(node, ast.If | ast.IfExp) and isinstance(node.test, ast.Name):
        place = node.test.lineno - 1, node.test.col_offset, node.test.end_col_offset or 0
        yield *place, node.test.id, f"(not {node.test.id})"


def _between(
    left: ast.expr, right: ast.expr, sign: type[ast.AST]
) -> Iterator[tuple[int, int, int, str, str]]:
    """The sign between two operands that share a line."""
    if sign in _OTHER and left.end_lineno == right.lineno and left.end_col_offset is not None:
        yield (right.lineno - 1, left.end_col_offset, right.col_offset, *_OTHER[sign])


def drawn(room: Room, each: int, seed: int) -> list[Change]:
    """So many changes in a room, each on a line of its own."""
    files = sorted(
        str(file.relative_to(ROOT))
        for folder in room.folders
        for file in (ROOT / folder).rglob("*.py")
    )
    found = [change for file in files for change in changes_of(file)]
    random.Random(f"{seed} {room.name}").shuffle(found)
    once = {(change.file, change.line): change for change in reversed(found)}
    return [change for change in found if once[change.file, change.line] is change][:each]


def _tests_of(room: Room, root: Path) -> list[Path]:
    """The files and folders of a room's tests, in the order in which they run."""
    names = {file.stem: file for file in (root / "tests").rglob("test_*.py")}
    missing = [name for name in room.tests if name not in names]
    assert not missing, f"no such tests: {missing}"
    examples = root / "tests/unit/house/test_examples_in_docstrings.py"
    own = [examples, *(root / "tests/unit" / folder for folder in room.folders)]
    named = [names[name] for name in room.tests]
    return [*own, *(file for file in named if not any(file.is_relative_to(part) for part in own))]


def fate(change: Change, room: Room, root: Path) -> str:
    """What the room's tests say of a change."""
    kept = change.apply(root)
    try:
        return _said(room, root)
    finally:
        (root / change.file).write_text(kept, encoding="utf-8")


def _said(room: Room, root: Path) -> str:
    """What the room's tests say of the sources as they are, up to the first that fails."""
    pytest = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"]
    try:
        done = subprocess.run(
            [*pytest, *_tests_of(room, root)],
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "noticed (hung)"
    return "noticed" if done.returncode else SURVIVED


def _copy_sources(root: Path) -> None:
    """Copies what git keeps, as it stands: tests read documents too."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, root / name)


def judged(rooms: Sequence[Room], each: int, seed: int) -> int:
    """Makes the changes one by one and says what became of each; how many survived."""
    survived = 0
    with TemporaryDirectory() as name:
        root = Path(name)
        _copy_sources(root)
        for room in rooms:
            # Tests that fail without a change would notice every one.
            assert _said(room, root) == SURVIVED, f"{room.name}: its tests fail as they are"
            for change in drawn(room, each, seed):
                before, after = (line.strip() for line in change.lines(root))
                why = EQUAL.get((change.file, before, after))
                became = f"equal: {why}" if why else fate(change, room, root)
                survived += became == SURVIVED
                print(f"{room.name}: {change.file}:{change.line + 1}: {became}", flush=True)
                print(f"    - {before}\n    + {after}", flush=True)
    return survived


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--each", type=int, default=10, help="changes in each room")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--room", nargs="*", default=[room.name for room in ROOMS])
    parser.add_argument("--show", action="store_true", help="name the changes, make none")
    given = parser.parse_args()
    rooms = [room for room in ROOMS if room.name in given.room]
    if not given.show:
        return 1 if judged(rooms, given.each, given.seed) else 0
    for room in rooms:
        for change in drawn(room, given.each, given.seed):
            print(f"{change.file}:{change.line + 1}: {change.lines(ROOT)[1].strip()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
