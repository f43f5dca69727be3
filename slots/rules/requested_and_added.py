"""Which slot of the rules fills what a story asks for, and which ads the rules add to that."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import count, islice

from slots.finding import Finding, Severity
from slots.rules.terms import AD, Region, Rules
from slots.strip.content import Content, Wanted

_GENERIC_MODULE = "module"


def assign(wanted: tuple[Wanted, ...], rules: Rules) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """The slot for each thing a story asks for, by its id, in the order asked, with findings.

    An ad's id is "<name>-<n>". It goes to the first slot, in the order of the file, that takes
    just this one ("google-ad-2"), else to the first that takes its name ("google-ad") and is not
    full (`max`), else to the last of those; a name nobody takes goes to the slots that take no
    names. A module goes to a slot that holds its kind, else to one that holds "module". What no
    slot can hold is left out.
    """
    slots: dict[str, str] = {}
    findings: list[Finding] = []
    for want in wanted:
        options, known = _options(want, rules)
        filled = list(slots.values())
        slot = next((s for s in options if not _full(rules, s, filled.count(s))), None)
        slot = slot or (options[-1] if options else None)
        if slot is not None:
            slots[want.id] = slot
        if not known:
            findings.append(_unknown(want, slot))
    return slots, tuple(findings)


def automatic(
    slots: Mapping[str, str], rules: Rules, breakpoint: str, taken: Collection[str] = ()
) -> dict[str, str]:
    """The ads that slots with `auto` add to a page at a breakpoint: their ids to their slots.

    `slots` are those of what the story asks for, by id (none for a bare strip): those come first,
    and `max` limits both together. Ids are "<slot>-auto-<n>", the same at every breakpoint,
    skipping any that is `taken`.
    """
    ads: dict[str, str] = {}
    for slot, own in rules.slot.items():
        terms = rules.terms(slot, breakpoint)
        if own.holds != AD or not terms.auto or terms.region is Region.FRONT:
            continue
        requested = sum(each == slot for each in slots.values())
        room = terms.auto if terms.max is None else min(terms.auto, terms.max - requested)
        free = (name for name in (f"{slot}-auto-{n}" for n in count(1)) if name not in taken)
        ads |= dict.fromkeys(islice(free, max(0, room)), slot)
    return ads


def added(content: Content) -> bool:
    """Whether a content is an ad that the rules added, by its id."""
    return content.id.startswith(f"{content.slot}-auto-")


def _options(want: Wanted, rules: Rules) -> tuple[list[str], bool]:
    """The slots that can hold it, the most fitting first, and whether any was made for it; those of
    fronts stand on no story's page."""
    standing = {name: slot for name, slot in rules.slot.items() if slot.region is not Region.FRONT}
    if want.kind != AD:
        own = [name for name, slot in standing.items() if slot.holds == want.kind]
        generic = [name for name, slot in standing.items() if slot.holds == _GENERIC_MODULE]
        return (own, True) if own else (generic, False)
    ads = {name: slot for name, slot in standing.items() if slot.holds == AD}
    label = want.id.rpartition("-")[0] or want.id
    for key in (want.id, label):
        takers = [name for name, slot in ads.items() if key in slot.takes]
        if takers:
            return takers, True
    return [name for name, slot in ads.items() if not slot.takes], False


def _full(rules: Rules, slot: str, filled: int) -> bool:
    most = rules.slot[slot].max
    return most is not None and filled >= most


def _unknown(want: Wanted, slot: str | None) -> Finding:
    """The finding for a request that no slot is made for: what happens instead, and the key that
    would change it."""
    what = "no slot takes the ad" if want.kind == AD else f"no slot holds a {want.kind}, asked as"
    key = (
        f'takes = ["{want.id.rpartition("-")[0]}"]' if want.kind == AD else f'holds = "{want.kind}"'
    )
    if slot is None:
        message = f'{what} "{want.id}", and there is no general slot for it: it is left out'
        return Finding("no-slot", Severity.ERROR, message, hint=f"add a slot with {key}")
    message = f'{what} "{want.id}": it goes to slot "{slot}"'
    return Finding("general-slot", Severity.WARNING, message, hint=f"add {key} to a slot")
