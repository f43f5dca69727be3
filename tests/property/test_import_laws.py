"""Laws of importing again and again: whatever both sides do, no text of either is lost, and a
second import writes nothing."""

from __future__ import annotations

import re
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from support.imports.copy_desk import COPY_DESK, sheet, story, written

from layout.imports.publication.import_all import Order, Wishes, import_all
from layout.imports.publication.merge import merged
from layout.imports.publication.record import HOME

LEAF = re.compile(r"[se]\d+x.*")
KEYS = ("a", "b")


@dataclass
class Origin:
    """A story at its source: blocks, each a paragraph or a box of some."""

    blocks: list[list[str]]
    kicker: str = ""
    version: int = 1
    killed: bool = False

    @property
    def leaves(self) -> list[str]:
        return [leaf for block in self.blocks for leaf in block]

    def item(self, key: str) -> dict:
        texts = [
            block[0] if len(block) == 1 else "::: blue_box Tickets\n" + "\n\n".join(block) + "\n:::"
            for block in self.blocks
        ]
        status = "killed" if self.killed else "published"
        return story(key, *texts, kicker=self.kicker, version=str(self.version), status=status)


@dataclass
class Ours:
    """What an editor did to a story here: paragraphs written, and those that were taken out."""

    mine: set[str] = field(default_factory=set)
    out: set[str] = field(default_factory=set)
    kicker: str = ""
    deleted: bool = False


def leaves_in(text: str) -> list[str]:
    return [line for line in text.split("\n") if LEAF.fullmatch(line)]


alive = precondition(lambda self: any(o.blocks and not o.killed for o in self.origins.values()))
stands = precondition(lambda self: any(self.file(key) for key in self.ours))


class Sides(RuleBasedStateMachine):
    """Two sides of a publication: the source, and an editor here."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp())
        self.paper, self.export = self.root / "paper", self.root / "export"
        self.origins: dict[str, Origin] = {}
        self.ours: dict[str, Ours] = {}
        self.count = 0
        self.fresh = False

    def teardown(self) -> None:
        shutil.rmtree(self.root)

    def words(self, side: str) -> str:
        self.count += 1
        return " ".join(
            f"{side}{self.count}x{each}" for each in ("harbour", "ferry", "wall", "mill")
        )

    def file(self, key: str) -> Path | None:
        found = [
            file
            for file in (self.paper / "stories").rglob("*.md")
            if f'source: "{key}"' in file.read_text()
        ]
        assert len(found) < 2
        return found[0] if found else None

    # --- at the source ---

    @initialize(sizes=st.lists(st.integers(1, 3), min_size=2, max_size=5))
    def written_there(self, sizes: list[int]) -> None:
        for key in KEYS:
            blocks = [[self.words("s") for _ in range(size)] for size in sizes]
            self.origins[key] = Origin(blocks, self.words("k"))
        self.both_meet()

    def origin(self, data: st.DataObject) -> Origin | None:
        alive = [each for each in self.origins.values() if each.blocks and not each.killed]
        if not alive:
            return None
        chosen = data.draw(st.sampled_from(alive))
        chosen.version += 1
        self.fresh = False
        return chosen

    @alive
    @rule(data=st.data(), slight=st.booleans())
    def changed_there(self, data: st.DataObject, slight: bool) -> None:
        origin = self.origin(data)
        if origin:
            block = data.draw(st.sampled_from(origin.blocks))
            at = data.draw(st.integers(0, len(block) - 1))
            new = self.words("s")
            block[at] = f"{block[at]} {new.split()[0]}" if slight else new

    @alive
    @rule(data=st.data(), boxed=st.booleans())
    def put_in_there(self, data: st.DataObject, boxed: bool) -> None:
        origin = self.origin(data)
        if origin and boxed:
            data.draw(st.sampled_from(origin.blocks)).append(self.words("s"))
        elif origin:
            origin.blocks.insert(data.draw(st.integers(0, len(origin.blocks))), [self.words("s")])

    @alive
    @rule(data=st.data(), whole=st.booleans())
    def taken_out_there(self, data: st.DataObject, whole: bool) -> None:
        origin = self.origin(data)
        if not origin:
            return
        at = data.draw(st.integers(0, len(origin.blocks) - 1))
        if whole or len(origin.blocks[at]) == 1:
            origin.blocks.pop(at)
        else:
            origin.blocks[at].pop(data.draw(st.integers(0, len(origin.blocks[at]) - 1)))

    @alive
    @rule(data=st.data())
    def moved_there(self, data: st.DataObject) -> None:
        origin = self.origin(data)
        if origin:
            block = origin.blocks.pop(data.draw(st.integers(0, len(origin.blocks) - 1)))
            origin.blocks.insert(data.draw(st.integers(0, len(origin.blocks))), block)

    @alive
    @rule(data=st.data())
    def headed_there(self, data: st.DataObject) -> None:
        origin = self.origin(data)
        if origin:
            origin.kicker = self.words("k")

    @rule(key=st.sampled_from(KEYS), rarely=st.integers(0, 4))
    def killed_there(self, key: str, rarely: int) -> None:
        origin = self.origins[key]
        if not rarely and not origin.killed:
            origin.killed, origin.version, self.fresh = True, origin.version + 1, False

    @precondition(lambda self: any(o.killed for o in self.origins.values()))
    @rule(key=st.sampled_from(KEYS))
    def let_go_again_there(self, key: str) -> None:
        origin = self.origins[key]
        if origin.killed and self.fresh:
            origin.killed, origin.version, self.fresh = False, origin.version + 1, False
            ours = self.ours.get(key)
            if ours and not ours.deleted:
                self.ours.pop(key)

    # --- here ---

    def story_here(self, data: st.DataObject) -> tuple[Ours, Path] | None:
        files = {key: file for key in self.ours if (file := self.file(key))}
        if not files:
            return None
        key = data.draw(st.sampled_from(sorted(files)))
        self.fresh = False
        return self.ours[key], files[key]

    @stands
    @rule(data=st.data(), how=st.sampled_from(("change", "rewrite", "out", "in", "move")))
    def edited_here(self, data: st.DataObject, how: str) -> None:
        found = self.story_here(data)
        leaves = leaves_in(found[1].read_text()) if found else []
        if not found or not leaves:
            return
        ours, file = found
        text = file.read_text()
        leaf = data.draw(st.sampled_from(leaves))
        new = self.words("e")
        if how == "in":
            text = text.replace(f"{leaf}\n", f"{leaf}\n\n{new}\n", 1)
            ours.mine.add(new)
        elif how == "move":
            other = data.draw(st.sampled_from(leaves))
            if other != leaf:
                text = text.replace(f"{leaf}\n", "", 1)
                text = text.replace(f"{other}\n", f"{other}\n\n{leaf}\n", 1)
        else:
            new = f"{leaf} {new.split()[0]}" if how == "change" else new
            text = text.replace(f"{leaf}\n", f"{new}\n" if how != "out" else "", 1)
            if leaf not in leaves_in(text):
                ours.mine.discard(leaf)
                ours.out.add(leaf)
            if how != "out":
                ours.mine.add(new)
        file.write_text(text)

    @stands
    @rule(data=st.data())
    def headed_here(self, data: st.DataObject) -> None:
        found = self.story_here(data)
        if found:
            ours, file = found
            ours.kicker = self.words("k")
            lines = re.sub(r"(?m)^kicker: .*$", f"kicker: {ours.kicker}", file.read_text(), count=1)
            file.write_text(lines)

    @stands
    @rule(data=st.data())
    def renamed_here(self, data: st.DataObject) -> None:
        found = self.story_here(data)
        if found:
            folder = self.paper / "stories" / data.draw(st.sampled_from((".", "town")))
            folder.mkdir(exist_ok=True)
            self.count += 1
            found[1].rename(folder / f"renamed-{self.count}.md")

    @stands
    @rule(data=st.data(), rarely=st.integers(0, 4))
    def deleted_here(self, data: st.DataObject, rarely: int) -> None:
        found = None if rarely else self.story_here(data)
        if found:
            found[0].deleted = True
            found[1].unlink()

    @rule(data=st.data())
    def looked_through_here(self, data: st.DataObject) -> None:
        """A conflict is settled: what is not taken over is not wanted."""
        folder = self.paper / HOME / "conflicts"
        for file in sorted(folder.iterdir()) if folder.is_dir() else ():
            if data.draw(st.booleans()):
                found = re.search(r'source: "(\w)"', file.read_text())
                assert found
                ours = self.ours.get(found[1])
                if ours:
                    ours.out |= set(leaves_in(file.read_text()))
                file.unlink()

    # --- the import ---

    def imported(self) -> None:
        self.export.write_bytes(sheet(*(o.item(key) for key, o in self.origins.items())))
        order = Order([self.export], self.paper, Wishes(), (COPY_DESK,), written)
        import_all(order)

    def standing(self) -> dict[str, tuple[bytes, int]]:
        return {
            str(file): (file.read_bytes(), file.stat().st_mtime_ns)
            for file in self.paper.rglob("*")
            if file.is_file()
        }

    @precondition(lambda self: not self.fresh)
    @rule()
    def both_meet(self) -> None:
        for origin in self.origins.values():
            if not origin.killed and not origin.blocks:
                origin.blocks.append([self.words("s")])
                origin.version += 1
        self.imported()
        for key, origin in self.origins.items():
            if not origin.killed:
                self.ours.setdefault(key, Ours())
        self.fresh = True
        before = self.standing()
        self.imported()
        assert self.standing() == before, "a second import wrote something"

    @invariant()
    def nothing_is_lost(self) -> None:
        if not self.fresh:
            return
        for key, ours in self.ours.items():
            origin, file = self.origins[key], self.file(key)
            if ours.deleted or origin.killed:
                assert file is None
                if origin.killed and not ours.deleted:
                    killed = self.paper / HOME / "killed"
                    kept = {leaf for f in killed.iterdir() for leaf in leaves_in(f.read_text())}
                    assert ours.mine <= kept
                continue
            assert file
            text = file.read_text()
            here = set(leaves_in(text))
            assert ours.mine <= here, "what was written here is gone"
            conflicts = self.paper / HOME / "conflicts"
            texts = [f.read_text() for f in conflicts.iterdir()] if conflicts.is_dir() else []
            kept = {leaf for t in texts if f'source: "{key}"' in t for leaf in leaves_in(t)}
            assert set(origin.leaves) <= here | ours.out | kept, "what the source says is gone"
            assert f"kicker: {ours.kicker or origin.kicker}\n" in text


TestSides = pytest.mark.slow(Sides.TestCase)


def test_a_law_that_holds_without_editing() -> None:
    """Whatever stands here, a source that did not change leaves it, to the byte."""
    base = written_text("One.", "Two.")
    for here in ("", "Two.\n", "---\nbroken: [\n", "\ufeffOne.\r\n\r\nTwo.\r\n", base.upper()):
        assert merged(base, here, base).text == (here or "")


def written_text(*paragraphs: str) -> str:
    return "---\nheadline: A\n---\n\n" + "\n\n".join(paragraphs) + "\n"


@st.composite
def edits(draw: st.DrawFn, base: list[str], side: str) -> list[str]:
    """A list of paragraphs after a few edits of one side; "*" is a base of its own."""
    made = list(base)
    for number in range(draw(st.integers(0, 4))):
        new = f"{side}{number}x harbour{side}{number} wall{side}{number}"
        how = draw(st.sampled_from(("change", "rewrite", "out", "in", "move")))
        at = draw(st.integers(0, len(made)))
        if how == "in" or at == len(made):
            made.insert(at, new)
        elif how == "move":
            leaf = made.pop(at)
            made.insert(draw(st.integers(0, len(made))), leaf)
        elif how == "out":
            made.pop(at)
        else:
            made[at] = new if how == "rewrite" else f"{made[at]} {new.split()[0]}"
    return made


BASES = st.lists(st.integers(0, 9), max_size=7, unique=True).map(
    lambda ns: [f"b{n}x one{n} two{n} three{n} four{n}" for n in ns]
)


@given(BASES.flatmap(lambda b: st.tuples(st.just(b), edits(b, "e"), edits(b, "s"))))
def test_no_paragraph_of_either_side_is_lost(sides: tuple[list[str], ...]) -> None:
    base, here, there = sides
    made = merged(*(written_text(*side) for side in (base, here, there)))
    text = made.text.split("\n")
    lost = [meeting for meeting in made.meetings if not meeting.kept]
    assert {each for each in here if each not in base} <= set(text)
    wanted = {each for each in there if each not in base or each in here}
    assert lost or wanted <= set(text)
    gone = {each for each in base if each not in there and each not in here}
    assert not gone & set(text)
    for meeting in made.meetings:
        first, last = meeting.here
        assert 1 <= first <= len(text) and first - 1 <= last <= len(text)
    assert merged(written_text(*there), made.text, written_text(*there)).text == made.text
