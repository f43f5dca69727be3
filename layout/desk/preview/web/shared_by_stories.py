"""What all stories of the desk share: read when it changed, and kept where it cannot be read."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from layout.desk.preview.web.changed_files import Walked, stories_among, unlike_stories, walk
from layout.desk.preview.workers.bounded_store import Kept
from layout.desk.preview.workers.findings_as_data import name_of
from layout.publication.all_stories import Shelf, shared_by
from layout.publication.creatives.read_creatives import creatives_of
from layout.publication.material import Surroundings, with_creatives
from layout.publication.settings.newsgrid_toml import RULES, House
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import THEMES
from slots.finding import BadInput, Finding
from slots.rulebook.load import default_text, read_rules

_DRAFTS = 16
"""Unsaved rules that are kept as read."""

USES = 500
"""Pages measured with one foundry: it keeps every word it has met."""


@dataclass(frozen=True, slots=True, eq=False)
class Base:
    """What stories share at one time. `problems` say why it is not what stands on disk, or in the
    draft, now: it is the last that could be used, or, with `ours`, newsgrid's own rules stand in.
    `serial` is another for every other base."""

    shelf: Shelf
    names: tuple[str, ...]
    walked: Walked
    serial: tuple[int, int]
    problems: tuple[Finding, ...] = ()
    ours: bool = False


class Shared:
    """The base of a folder, under its saved rules or those of a draft."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: tuple[House, Surroundings] | None = None
        self._seen: Walked | None = None
        self._problems: tuple[Finding, ...] = ()
        self._ours = False
        self._foundry: Foundry | None = None
        self._cut: object = None
        self._serial = self._uses = self._drafted = 0
        self._drafts: Kept[str, tuple[int, int, Surroundings]] = Kept(_DRAFTS)
        self._usable: Kept[str, str] = Kept(_DRAFTS)

    def base(self, name: str = "", draft: str | None = None) -> Base:
        """What is shared now; under the rules of the draft of this name, where there is one.

        Raises BadInput where none of it could ever be read.
        """
        walked = walk(self._folder)
        names = stories_among(walked, self._folder)
        self._refresh(unlike_stories(walked, names))
        if self._known is None:
            raise BadInput(self._problems)
        house, around = self._known
        problems, number, ours = self._problems, 0, self._ours
        if draft is not None:
            around, number, wrong = self._under(name, draft, house, around)
            others = (p for p in problems if not (p.where.file or "").endswith(_OF_RULES))
            problems = (*others, *wrong)  # what is wrong with the saved rules is none of theirs
            ours = ours and not number
        shelf = self._shelf(with_creatives(house, around), around)
        return Base(shelf, names, walked, (self._serial, number), problems, ours)

    def measured(self) -> None:
        """Counts a page that was measured with the foundry of a base."""
        self._uses += 1

    def _refresh(self, seen: Walked) -> None:
        """Reads anew where a file that is no story changed."""
        elsewhere = self._elsewhere()
        seen = {**seen, **elsewhere}
        if seen == self._seen:
            return
        try:
            self._known = shared_by(self._folder)
            self._problems, self._ours = (), False
            self._serial += 1
            self._drafts.clear()
            theme = self._theme(seen)
            if theme != self._cut:
                self._cut, self._foundry = theme, None
            self._seen = {**seen, **self._elsewhere()}
        except BadInput as error:
            self._problems = error.findings
            self._seen = seen
            if self._known is None:
                self._stand_in()

    def _stand_in(self) -> None:
        """Where it is the rules that cannot be used and never could, newsgrid's own stand in for
        them: there is a page to see, and others can be tried."""
        with suppress(BadInput):
            house, around = shared_by(self._folder, ruled=False)
            self._known = house, _ruled(default_text(), house, around)
            self._serial += 1
            self._ours = True

    def _theme(self, seen: Walked) -> object:
        """All that the foundry and the fonts of pages depend on."""
        assert self._known is not None
        theme = self._known[0].publication.theme
        if theme is None or theme.is_relative_to(THEMES):
            return theme, ()
        here = name_of(self._folder, str(theme))
        own = {**seen, **self._elsewhere()}
        return theme, tuple((n, s) for n, s in own.items() if n.startswith(f"{here}/"))

    def _elsewhere(self) -> Walked:
        """The files of a theme or of modules that lie outside the folder."""
        if self._known is None:
            return {}
        publication = self._known[0].publication
        own = (publication.theme, publication.modules)
        outside = [
            each
            for each in own
            if each and not (each.is_relative_to(self._folder) or each.is_relative_to(THEMES))
        ]
        return {f"{each}/{name}": stamp for each in outside for name, stamp in walk(each).items()}

    def _shelf(self, house: House, around: Surroundings) -> Shelf:
        """The shelf, without its files: who wants a story names it."""
        if self._foundry is None or self._uses >= USES:
            self._foundry, self._uses = Foundry(around.theme.fallback), 0
        return Shelf(self._folder, house, around, (), self._foundry)

    def _under(
        self, name: str, draft: str, house: House, around: Surroundings
    ) -> tuple[Surroundings, int, tuple[Finding, ...]]:
        """The surroundings under a draft's rules, their number, and what is wrong with them: then
        they are under the last rules of that name that could be used, else under those saved."""
        try:
            found = self._read(draft, house, around)
        except BadInput as error:
            earlier = self._usable.get(name)
            if earlier is None or earlier == draft:
                return around, 0, error.findings
            return (*self._under(name, earlier, house, around)[:2], error.findings)
        self._usable.put(name, draft)
        return (*found, ())

    def _read(self, draft: str, house: House, around: Surroundings) -> tuple[Surroundings, int]:
        known = self._drafts.get(draft)
        if known is None or known[0] != self._serial:
            self._drafted += 1
            known = self._serial, self._drafted, _ruled(draft, house, around)
            self._drafts.put(draft, known)
        return known[2], known[1]


def _ruled(text: str, house: House, around: Surroundings) -> Surroundings:
    """The surroundings of a publication under other rules than it has. Raises BadInput."""
    file = str(house.rules or (house.file.parent / RULES if house.file else RULES))
    rules, findings = read_rules(text, file)
    if rules is None:
        raise BadInput(findings)
    creatives, booked = creatives_of(house, rules)
    kept = tuple(f for f in around.findings if not (f.where.file or "").endswith(_OF_RULES))
    return replace(around, rules=rules, creatives=creatives, findings=(*findings, *kept, *booked))


_OF_RULES = (RULES, "creatives.toml")
"""Files whose findings depend on the rules."""
