"""One item into the publication: what is known of it, what stands here, what its source says now.

    nothing known, nothing here ──▶ a new story
    killed at its source ─────────▶ the story leaves for .imported/killed
    older, replaced, deleted here ▶ nothing, and it is reported
    else ─────────────────────────▶ merged: base of the record, text of the file, text of the source

The story is written before the record. Where a run ends in between, the next one finds a story that
has what the source says already, and only records it: both sides did the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from layout.imports.item import Item, LeftOut, Status
from layout.imports.markdown_of import Written
from layout.imports.publication.disk import Busy, Disk
from layout.imports.publication.media_files import Illustrated, MediaFiles
from layout.imports.publication.merge import Meeting, Merged, lines_text, merged, unmerged
from layout.imports.publication.outcome import Fate, Outcome, count_words, texts_of_head, words_in
from layout.imports.publication.record import (
    CONFLICTS,
    KILLED,
    LEFT_OUT,
    DamagedRecord,
    Record,
    Records,
    State,
    is_older,
)
from layout.imports.publication.stories_here import STORIES, StoriesHere
from layout.imports.publication.story_parts import level
from layout.imports.source import Source
from layout.story.as_written import SlotAsk
from layout.story.block import Divider
from layout.story.run import text_of
from layout.story.text.pieces import slug_of
from layout.work.terminal.report import counted
from slots.finding import Finding, Severity, Where
from slots.legible import shown

Write = Callable[[Item], Written]
"""What makes the text of a story file of an item."""

DAMAGED = "damaged-record"
"""The code of a record that does not say any more what its story was."""

_TRIES = 5
"""How often a story is merged anew where its editor saves it meanwhile."""


@dataclass(slots=True)
class Desk:
    """What taking items in works with: the publication's files, the records, the stories that stand
    there, the media; `write` makes a story's text. `seen` are the keys that came in this run."""

    disk: Disk
    records: Records
    here: StoriesHere
    media: MediaFiles
    write: Write
    seen: dict[str, str] = field(default_factory=dict)


def take_in(item: Item, source: Source, desk: Desk) -> Outcome:
    """Takes an item in. Raises BadInput where the publication cannot be written."""
    lost: tuple[Finding, ...] = ()
    try:
        record = desk.records.of(item.key)
    except DamagedRecord as error:
        record, lost = None, _lost(str(error), desk)
    outcome = _Taking(item, source, desk, record, bool(lost)).taken()
    return replace(outcome, findings=(*lost, *outcome.findings))


def _lost(name: str, desk: Desk) -> tuple[Finding, ...]:
    message = "is damaged: what its story was at the last import is not known, so nothing is merged"
    hint = "put back the file as it was, from a backup or from version control, and import again"
    where = Where(str(desk.disk.root / name))
    return (Finding(DAMAGED, Severity.WARNING, message, where, hint),)


@dataclass(frozen=True, slots=True)
class _Taking:
    """An item on its way in, and what is known of it."""

    item: Item
    source: Source
    desk: Desk
    record: Record | None
    damaged: bool

    def taken(self) -> Outcome:
        """What becomes of the item."""
        if self.item.status is Status.KILLED:
            return self._killed()
        known = self.record
        if known and known.state is State.REPLACED:
            findings = self._take_place_of(known.heir)
            message = f"is left out: {shown(known.heir)} took its place"
            return self._out(Fate.REPLACED, (*findings, self._note("replaced", message)))
        if known and is_older(self.item.version, known.version):
            message = f"is version {self.item.version}: {known.version} came in already"
            return self._out(Fate.OLDER, (self._note("older-version", message),))
        if known and known.state is State.KILLED:
            if not is_older(known.version, self.item.version):
                message = "was killed by its source, and no newer version came since"
                return self._out(Fate.KILLED, (self._note("killed", message),))
            known = replace(known, state=State.HERE, file="", text="")
        return self._story(known)

    # --- kills ---

    def _killed(self) -> Outcome:
        """The item's story, and those it replaces, leave the publication."""
        findings: list[Finding] = []
        known = False
        for key in dict.fromkeys((self.item.key, *self.item.replaces)):
            record = self._known(key)
            if record and is_older(self.item.version, record.version):
                message = f"is a kill of version {self.item.version}: {record.version} stands here"
                findings.append(self._note("older-version", message))
                known = True
                continue
            known |= record is not None or key in self.desk.here.files
            findings += self._kill(key, record or Record(key))
        if not known:
            message = "takes back a story that never came in here"
            findings.append(self._note("unknown-kill", message))
        return self._out(Fate.KILLED, tuple(findings))

    def _kill(self, key: str, record: Record) -> tuple[Finding, ...]:
        """One story leaves; one that was killed before, and put back here, stays."""
        version = self.item.version or record.version
        if record.state is State.REPLACED:
            message = f"takes back {shown(key)}, of which {shown(record.heir)} took the place"
            hint = "look whether that story is to leave as well: it stays until you take it out"
            where = self.item.where
            return (Finding("kill-of-replaced", Severity.WARNING, message, where, hint),)
        gone = record.state is State.KILLED and not is_older(record.version, version)
        deleted = record.state is State.DELETED and self.desk.here.file_of(record) is None
        if gone or (deleted and version == record.version):
            return ()
        findings = self._leaves(key, record, "its source took it back")
        was = deleted or (record.text and not findings)  # deleted here before: so it stays
        state = State.DELETED if was else State.KILLED
        self.desk.records.keep(replace(record, key=key, state=state, version=version, text=""))
        return findings

    def _leaves(self, key: str, record: Record, why: str) -> tuple[Finding, ...]:
        """A story's file goes to the folder of killed ones."""
        desk = self.desk
        file = desk.here.file_of(replace(record, key=key))
        if file is None:
            return ()
        data = desk.disk.read(file) or b""
        to = f"{KILLED}/{PurePosixPath(file).name}"
        if desk.disk.exists(to):
            digest = hashlib.sha256(data).hexdigest()[:12]
            path = PurePosixPath(file)
            to = f"{KILLED}/{path.stem}-{digest}{path.suffix}"
        desk.disk.move(file, to)
        desk.here.left(key)
        edited = record.text and level(_decoded(data) or "") != level(record.text)
        also = ", with what was changed in it here," if edited else ""
        message = f"left the publication: {why}; it lies{also} in {shown(to)}"
        hint = "do not print or publish it; put the file back only if you know better"
        where = Where(str(desk.disk.root / file))
        return (Finding("killed", Severity.WARNING, message, where, hint),)

    # --- stories ---

    def _story(self, record: Record | None) -> Outcome:
        """An item that is to be a story here."""
        if record is None and not self.damaged:
            record = self._inherited()
        if not _has_text(self.item):
            return self._empty()
        twice = self._twice()
        if twice:
            return self._out(Fate.TWICE, (twice,))
        file = self.desk.here.file_of(record or Record(self.item.key))
        if record and record.state is State.DELETED and file is None:
            return self._out(Fate.DELETED, ())
        if record and record.text and file is None:
            return self._deleted(record)
        slug = record.slug if record and record.slug else self._slug(file)
        head = self.item.head
        is_from_headline = slug_of(f"{slug}.md", text_of(head.headline)) == slug
        item = replace(self.item, head=replace(head, slug="" if is_from_headline else slug))
        shown_item = self.desk.media.illustrated(item, self.source, record)
        if not _has_text(shown_item.item):
            return self._empty(shown_item.findings)
        made = self.desk.write(shown_item.item)
        outcome = self._written(made.text, record, file, _Named(slug, shown_item))
        findings = (*outcome.findings, *self._replaced(), *shown_item.findings, *made.findings)
        return self._out(outcome.fate, findings, outcome.file, shown_item.written)

    def _empty(self, media_findings: tuple[Finding, ...] = ()) -> Outcome:
        """An item without any text is no story; its findings are reported."""
        item = self.item
        words = " ".join(filter(None, texts_of_head(item.head)))
        left = (
            *item.copy.left_out,
            *([LeftOut("a head without text", words, item.where)] if words else ()),
        )
        message = f'has no text, and is left out: "{words}"' if words else "has no text: left out"
        finding = Finding("no-text", Severity.INFO, message, item.where)
        made = Outcome(item.key, item.version, Fate.EMPTY, left_out=left)
        return replace(made, findings=(finding, *media_findings, *item.copy.findings))

    def _slug(self, file: str | None) -> str:
        if file:
            return PurePosixPath(file).stem
        return self.desk.here.name_for(self.item)

    def _twice(self) -> Finding | None:
        """Why an item does not come in that came in this very run, and of which nobody can say
        which is the newer one."""
        key, version = self.item.key, self.item.version
        before = self.desk.seen.get(key)
        self.desk.seen[key] = version
        if before is None or is_older(before, version):
            return None
        message = f"came in already, as {shown(key)}: only the first of them is a story"
        hint = "import one source alone, or have them numbered by version"
        return Finding("item-twice", Severity.INFO, message, self.item.where, hint)

    def _inherited(self) -> Record | None:
        """What is known of the first item that this one takes the place of, as its own."""
        for key in self.item.replaces:
            old = self._known(key)
            if old is None or old.state is not State.HERE or not old.text:
                continue
            file = self.desk.here.file_of(old)
            if file is None:
                continue
            gone = Record(key, old.version, state=State.REPLACED, heir=self.item.key)
            self.desk.records.keep(gone)
            self.desk.here.files.pop(key, None)
            self.desk.here.stands(self.item.key, file)
            return replace(old, key=self.item.key, version="", file=file)
        return None

    def _known(self, key: str) -> Record | None:
        try:
            return self.desk.records.of(key)
        except DamagedRecord:
            return None

    def _replaced(self) -> tuple[Finding, ...]:
        """The other items that this one takes the place of: their stories leave, and they stay
        out."""
        return self._take_place_of(self.item.key)

    def _take_place_of(self, heir: str) -> tuple[Finding, ...]:
        findings: list[Finding] = []
        for key in self.item.replaces:
            old = self._known(key)
            if key == heir or (old and old.state in (State.REPLACED, State.KILLED)):
                continue
            old = old or Record(key)
            findings += self._leaves(key, old, f"{shown(heir)} took its place")
            self.desk.records.keep(Record(key, old.version, state=State.REPLACED, heir=heir))
        return tuple(findings)

    def _deleted(self, record: Record) -> Outcome:
        """A story that was deleted here stays so; it is reported the first time."""
        self.desk.records.keep(replace(record, state=State.DELETED))
        message = f"{shown(record.file)} was deleted here: it stays so, whatever its source does"
        hint = "to have it again, put the file back, or delete its record in .imported/record"
        finding = Finding("deleted-here", Severity.INFO, message, self.item.where, hint)
        return self._out(Fate.DELETED, (finding,))

    def _written(self, made: str, record: Record | None, file: str | None, as_: _Named) -> Outcome:
        """The story's file, written where it is not as it should be, and the record of it."""
        new = file is None
        file = file or f"{STORIES}/{as_.slug}.md"
        for _ in range(_TRIES):
            try:
                outcome = self._merged(made, record, file, new)
                break
            except Busy:
                continue
        else:
            message = "is being written by another program: it stays as it is"
            hint = "close it there, and import again"
            where = Where(str(self.desk.disk.root / file))
            findings = (Finding("busy-story", Severity.ERROR, message, where, hint),)
            return Outcome(
                self.item.key, self.item.version, Fate.UNREADABLE, file, findings=findings
            )
        version = self.item.version or (record.version if record else "")
        kept = as_.illustrated.kept
        self.desk.here.stands(self.item.key, file)
        self.desk.records.keep(
            Record(self.item.key, version, as_.slug, file, State.HERE, made, kept)
        )
        self._keep_left_out(as_.slug)
        return outcome

    def _merged(self, made: str, record: Record | None, file: str, new: bool) -> Outcome:
        """The story as it is to be, written. Raises Busy."""
        desk, item = self.desk, self.item
        if new:
            desk.disk.put(file, made.encode("utf-8"), None)
            return Outcome(item.key, item.version, Fate.NEW, file)
        data = desk.disk.read(file)
        if data is None:
            raise Busy(file)
        text, base = _decoded(data), record.text if record else ""
        result = unmerged(text or "", made) if text is None else _result(base, text, made)
        fate = _fate(base, text or "", made, result)
        if text is not None and result.text != text:
            desk.disk.put(file, result.text.encode("utf-8"), data)
        return Outcome(item.key, item.version, fate, file, findings=self._met(file, result, made))

    def _met(self, file: str, result: Merged, made: str) -> tuple[Finding, ...]:
        """Findings for the places where both sides changed the same; the source's text is kept. A
        conflict is over when its file is deleted, or when the story says what its source does."""
        disk = self.desk.disk
        name = f"{CONFLICTS}/{PurePosixPath(file).stem}.md"
        lost = [meeting for meeting in result.meetings if not meeting.kept]
        if lost:
            disk.refresh(name, made.encode("utf-8"))
        elif disk.exists(name):
            if level(result.text) == level(made):
                disk.drop(name)
            else:
                message = f"was changed on both sides: {shown(name)} is still to be looked at"
                hint = "take over what is missing, then delete that file"
                where = Where(str(disk.root / file))
                return (Finding("open-conflict", Severity.INFO, message, where, hint),)
        return tuple(_meeting(each, disk.root / file, name) for each in result.meetings)

    def _keep_left_out(self, slug: str) -> None:
        """The words that are in no story, where an editor can read them."""
        disk, name = self.desk.disk, f"{LEFT_OUT}/{slug}.txt"
        left = self.item.copy.left_out
        if not left:
            if disk.exists(name):
                disk.drop(name)
            return
        data = "\n\n".join(f"{each.what}{_line(each.where)}:\n{each.text}" for each in left) + "\n"
        disk.refresh(name, data.encode("utf-8", "replace"))

    # --- findings ---

    def _out(
        self, fate: Fate, findings: tuple[Finding, ...], file: str = "", pictures: int = 0
    ) -> Outcome:
        """The outcome, with what the reader found of the item and what it left out."""
        item = self.item
        all_findings = (*findings, *self._left_words(), *self._embargoed(fate), *item.copy.findings)
        words = words_in(item) if file else 0
        left, section = item.copy.left_out if file else (), item.head.section
        all_findings = all_findings if file else findings
        made = Outcome(item.key, item.version, fate, file, words, pictures, left, all_findings)
        return replace(made, section=section)

    def _left_words(self) -> tuple[Finding, ...]:
        """One finding of all words that are not in the story, with the first of them."""
        left = [each for each in self.item.copy.left_out if each.text.strip()]
        if not left:
            return ()
        count = sum(count_words(each.text) for each in left)
        what = ", ".join(dict.fromkeys(each.what for each in left))
        first = " ".join(left[0].text.split()[:8])
        message = f'{counted(count, "word")} left out of the story ({what}): "{first} ..."'
        hint = "--json has them all, and so has .imported/left-out"
        where = left[0].where if str(left[0].where) else self.item.where
        return (Finding("left-out", Severity.INFO, message, where, hint),)

    def _embargoed(self, fate: Fate) -> tuple[Finding, ...]:
        embargo = self.item.head.embargo
        if embargo is None or fate not in (Fate.NEW, Fate.CHANGED, Fate.MERGED, Fate.CONFLICT):
            return ()
        message = f"must not be published before {embargo.isoformat()}: its front matter says so"
        return (self._note("embargo", message),)

    def _note(self, code: str, message: str) -> Finding:
        return Finding(code, Severity.INFO, message, self.item.where)


@dataclass(frozen=True, slots=True)
class _Named:
    """A story that is to be written: its working name, and its pictures."""

    slug: str
    illustrated: Illustrated


def _line(where: Where) -> str:
    """ " (export.xml:12)": the same from whatever folder it is imported."""
    place = Where(where.file.rpartition("/")[2] if where.file else None, where.line)
    return f" ({place})" if str(place) else ""


def _has_text(item: Item) -> bool:
    """Whether a story comes of an item: there is something below its head."""
    return any(not isinstance(piece, SlotAsk | Divider) for piece in item.copy.pieces)


def _decoded(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _result(base: str, here: str, made: str) -> Merged:
    """The merged text; with no base, one that says the same already stays."""
    if base:
        return merged(base, here, made)
    return Merged(here) if level(here) == level(made) else unmerged(here, made)


def _fate(base: str, here: str, made: str, result: Merged) -> Fate:
    if any(not meeting.kept for meeting in result.meetings):
        return Fate.CONFLICT
    here, base = level(here), level(base)
    if level(result.text) == here:
        return Fate.SAME if here == level(made) else Fate.KEPT
    return Fate.CHANGED if here == base else Fate.MERGED


def _meeting(meeting: Meeting, file: object, kept: str) -> Finding:
    """The finding for one place where both sides changed the same."""
    where = Where(str(file), max(1, meeting.here[0]))
    here, there = lines_text(meeting.here), lines_text(meeting.source)
    if meeting.kept:
        message = f"{meeting.what} was put in here ({here}), and another at the source: both stand"
        return Finding("put-in-twice", Severity.INFO, message, where)
    message = (
        f"{meeting.what} was changed here ({here}) and at the source: the text here stays, the "
        f"source's is {shown(kept)}, {there}"
    )
    hint = "take over what is right, then delete that file"
    return Finding("conflict", Severity.WARNING, message, where, hint)
