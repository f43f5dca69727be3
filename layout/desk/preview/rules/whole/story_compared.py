"""One story under the saved rules and under a draft: the result of each, and the differences."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from layout.desk.preview.web.side_by_side import Result, changes_between, named_in
from layout.desk.preview.workers.bounded_store import Kept
from layout.publication.all_stories import taken
from layout.publication.material import ruled_for
from layout.simulation.plan_stories import Measured, measured_story, planned, points_of
from layout.story.run import text_of
from slots.finding import Finding

if TYPE_CHECKING:
    from layout.desk.preview.web.shared_by_stories import Base
    from layout.simulation.results import Change
    from slots.rules.terms import Rules

_MEASURED = 256
"""Stories whose text is kept as shaped."""

_RESULTS = 4096
"""Results that are kept under the saved rules, and as many under drafts."""


@dataclass(frozen=True, slots=True)
class Sides:
    """What stories are compared under: what they share under the saved rules, and under others."""

    saved: Base
    draft: Base
    digest: str
    """Of the draft's rules, without what only a reader sees."""


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """A story under both sets of rules."""

    file: str
    saved: Result
    draft: Result
    changes: tuple[Change, ...]


class Stories:
    """Stories measured and planned; what is done once for a story is not done again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._measured: Kept[object, Measured] = Kept(_MEASURED)
        self._saved: Kept[object, Result] = Kept(_RESULTS)
        self._drafts: Kept[object, Result] = Kept(_RESULTS)

    def compared(self, file: str, sides: Sides) -> Compared:
        """A story under both sets of rules. Raises BadInput where it cannot be used."""
        key = file, sides.saved.walked.get(file), sides.saved.serial[0]
        saved = self._result(self._saved, key, "", sides.saved)
        draft = self._result(self._drafts, key, sides.digest, sides.draft)
        return Compared(file, saved, draft, changes_between(saved, draft))

    def _result(
        self, kept: Kept[object, Result], key: tuple[object, ...], digest: str, base: Base
    ) -> Result:
        known = kept.get((key, digest))
        if known is None:
            known = self._made(key, base)
            kept.put((key, digest), known)
        return known

    def _made(self, key: tuple[object, ...], base: Base) -> Result:
        measured = self._measure(key, base)
        story, rules = measured.material.story, base.shelf.around.rules
        assert rules is not None, "a desk's stories have rules"
        own: Rules = ruled_for(story, rules, base.shelf.house.publication)
        plan = planned(measured, own)
        points = points_of(measured, plan, own, audited=False)
        return Result(text_of(story.headline), points, named_in(plan, story, points))

    def _measure(self, key: tuple[object, ...], base: Base) -> Measured:
        known = self._measured.get(key)
        if known is None:
            known = measured_story(taken(base.shelf, self._folder / str(key[0])))
            self._measured.put(key, known)
        return known


def digest_of(data: dict[str, Any]) -> str:
    """A digest of what rules say, however it is written."""
    written = json.dumps(data, default=str, sort_keys=False)
    return hashlib.sha256(written.encode()).hexdigest()


def problems_data(findings: tuple[Finding, ...]) -> list[str]:
    """Why a story cannot be used, a sentence each."""
    return [finding.message for finding in dict.fromkeys(findings)]
