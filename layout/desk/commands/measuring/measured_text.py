"""What slots turned out to be worth, as people read it in a terminal; and the rules that follow."""

from __future__ import annotations

from layout.desk.preview.rules.edit.change_key import Edit, edited
from layout.simulation.measured.proposed import Measured, Proposal
from layout.work.terminal.report import counted
from layout.work.terminal.text_tables import table


def measured_text(found: Proposal, rules: str) -> str:
    """The slots with their figures and intervals, and what would change in the rules."""
    head = ("slot", "at", "views", "value", "95 %", "now", "decay", "95 %", "now")
    parts = [table(head, [_row(each) for each in found.slots])]
    changes = found.changes()
    if not changes:
        parts.append(f"What {rules} says is within every interval: nothing is proposed.")
        return "\n\n".join(parts)
    lines = []
    for each in changes:
        value = each.value if isinstance(each.value, int) else f'"{each.value}"'
        lines.append(f"  [{'.'.join(each.path[:-1])}] {each.path[-1]} = {value}")
    parts.append("\n".join([f"{counted(len(lines), 'change')} proposed to {rules}:", *lines]))
    return "\n\n".join(parts)


def proposed_rules(text: str, found: Proposal) -> str:
    """The text of the rules with what is proposed, and every other byte as it was. Raises BadInput
    where it is written in a way that cannot be changed by itself."""
    return edited(text, [Edit(each.path, each.value) for each in found.changes()])


def _row(each: Measured) -> tuple[str, ...]:
    value, decay = each.value, each.fit.decay
    surely = "?" if value.high is None else f"{value.low:,} to {value.high:,}"
    figures = (f"{decay.best:g}%", f"{decay.low:g} to {decay.high:g}%") if decay else ("-", "-")
    point = each.place.breakpoint or "all"
    worth = (f"{value.best:,}", surely, f"{each.value_now:,}")
    return (each.place.slot, point, f"{each.fit.views:,}", *worth, *figures, f"{each.decay_now:g}%")
