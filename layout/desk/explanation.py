"""Why things stand where they stand: one shape for both editions, for people and as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from layout.desk.report import counted
from layout.desk.tables import table
from slots.decision import Refusal


@dataclass(frozen=True, slots=True)
class Standing:
    """One thing a story asks a place for: where it stands and why, and every refusal on the way.

    `place` says where in figures; it is empty for what stands nowhere.
    """

    id: str
    slot: str
    where: str
    why: str
    place: Mapping[str, Any] = field(default_factory=dict)
    refusals: tuple[Refusal, ...] = ()


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
        "refusals": [
            {
                "candidate": refusal.candidate,
                "rule": refusal.rule,
                "required": refusal.required,
                "actual": refusal.actual,
                "against": refusal.against,
            }
            for refusal in standing.refusals
        ],
    }


def as_text(view: View) -> str:
    """A view for people: what stands where and why, then every refusal."""
    if not view.standings:
        return f"{view.title}\n  the story asks for no ad and no box"
    head = ("what", "slot", "where", "why")
    rows = [(each.id, each.slot, each.where, each.why) for each in view.standings]
    parts = [view.title, table(head, rows, "  "), f"  {view.verdict}"]
    return "\n".join((*parts, *(_refused(each, view) for each in view.standings if each.refusals)))


def _refused(standing: Standing, view: View) -> str:
    head = ("gap", "rule", "needs", "has", "against")
    rows = [
        (
            view.gaps.get(refusal.candidate, refusal.candidate or ""),
            refusal.rule,
            refusal.required,
            refusal.actual,
            refusal.against or "",
        )
        for refusal in standing.refusals
    ]
    title = f"  {standing.id}: {counted(len(rows), 'refusal')}"
    return f"\n{title}\n{table(head, rows, '    ')}"
