"""Why things stand where they stand: one shape for both editions, for people and as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from layout.work.terminal.report import counted
from layout.work.terminal.text_tables import table
from slots.strip.refusal import Refusal

if TYPE_CHECKING:
    from slots.reasons.change import Change  # pydantic: a story without slots does without it
    from slots.reasons.outcome import Fate, Miss


@dataclass(frozen=True, slots=True)
class Standing:
    """One thing that a story wants placed: where it stands and why, and every refusal on the way.

    `place` gives its position in figures; it is empty for what stands nowhere. Where it does not
    stand where it is meant to, `fate` says what refused it there, and `changes` which keys would
    have to change.
    """

    id: str
    slot: str
    where: str
    why: str
    place: Mapping[str, Any] = field(default_factory=dict)
    refusals: tuple[Refusal, ...] = ()
    fate: Fate | None = None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """One arrangement: a print edition, or a web page at one range of screen widths.

    `figures` are the certificate: objective, bound and what else measures it; `gaps` names the
    candidates of refusals for people.
    """

    name: str
    title: str
    verdict: str
    figures: Mapping[str, Any]
    standings: tuple[Standing, ...]
    gaps: Mapping[str | None, str] = field(default_factory=dict)


def as_data(view: View) -> dict[str, Any]:
    """A view as JSON has it; docs/explain.md describes the shape."""
    return {
        "name": view.name,
        **view.figures,
        "gaps": [{"candidate": gap, "text": text} for gap, text in view.gaps.items()],
        "slots": [_standing(standing) for standing in view.standings],
    }


def _standing(standing: Standing) -> dict[str, Any]:
    return {
        "id": standing.id,
        "slot": standing.slot,
        "placed": bool(standing.place),
        "where": standing.where,
        "why": standing.why,
        "place": dict(standing.place),
        "bound": [_bound(miss) for miss in standing.fate.misses] if standing.fate else [],
        "changes": [each.data() for each in standing.changes],
        "refusals": [_refusal(refusal) for refusal in standing.refusals],
    }


def _bound(miss: Miss) -> dict[str, Any]:
    return {
        "region": miss.region.value,
        "how": miss.how.value,
        "refusals": [_refusal(refusal) for refusal in miss.refusals],
        "also": [_refusal(refusal) for refusal in miss.also],
    }


def _refusal(refusal: Refusal) -> dict[str, Any]:
    return {
        "candidate": refusal.candidate,
        "rule": str(refusal.rule),
        "required": refusal.required,
        "actual": refusal.actual,
        "against": refusal.against,
    }


def as_text(view: View) -> str:
    """A view for people: what stands where and why, then every refusal."""
    if not view.standings:
        return f"{view.title}\n  the story asks for no ad and no box"
    head = ("what", "slot", "where", "why")
    rows = [(each.id, each.slot, each.where, why) for each, why in _whys(view.standings)]
    parts = [view.title, table(head, rows, "  "), f"  {view.verdict}"]
    return "\n".join((*parts, *_refused(view)))


def _whys(standings: tuple[Standing, ...]) -> Iterator[tuple[Standing, str]]:
    """Each thing with its reason; a reason given before is named by the thing that it was given
    for."""
    given_for: dict[str, str] = {}
    for each in standings:
        first = given_for.setdefault(each.why, each.id) if each.fate else each.id
        yield each, each.why if first == each.id else f"as {first}"


def _refused(view: View) -> Iterator[str]:
    """The refusals of each thing, those that are the same for several once."""
    head = ("gap", "rule", "needs", "has", "against")
    groups: dict[tuple[tuple[str, ...], ...], list[str]] = {}
    for standing in view.standings:
        rows = tuple(_row(refusal, view) for refusal in standing.refusals)
        groups.setdefault(rows, []).append(standing.id)
    for rows, names in groups.items():
        if rows:
            each = " each" if len(names) > 1 else ""
            title = f"  {', '.join(names)}: {counted(len(rows), 'refusal')}{each}"
            yield f"\n{title}\n{table(head, list(rows), '    ')}"


def _row(refusal: Refusal, view: View) -> tuple[str, ...]:
    gap = view.gaps.get(refusal.candidate, refusal.candidate or "")
    return (gap, str(refusal.rule), refusal.required, refusal.actual, refusal.against or "")
