"""What became of a content in one sentence: the rule that bound first, then what else there was.

`explain`, the desk and the findings of every command say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from slots.finding import NOWHERE, Finding, Severity, Where
from slots.reasons.change import Change, change_of
from slots.reasons.outcome import NO_RULES, ROOM, Fate, How, Miss, family
from slots.reasons.scene import Scene
from slots.reasons.why_not_in_a_gap import explanation
from slots.regions.outside_copy import AT_GAPS
from slots.rules.keys import dotted
from slots.rules.requested_and_added import added
from slots.rules.terms import Region
from slots.strip.content import Content
from slots.strip.refusal import CONDITIONS, Kind, Refusal
from slots.units import Length

_OUT = {
    Region.ARTICLE: "out of the copy",
    Region.BESIDE: "from beside the copy",
    Region.RAIL: "out of the rail",
    Region.END: "from the end",
    Region.FRONT: "out of this page",
}
"""How sentences name what a content is kept out of, by region."""

_ANYWHERE = (
    Kind.DENSITY,
    Kind.PROMOTION,
    Kind.MAX,
    Kind.MAX_ADS,
    Kind.FEWER_ADS,
    Kind.NEVER_TOGETHER,
    *CONDITIONS,
    Kind.WIDTH,
)
"""Rules that say the same in every gap."""


def reason(fate: Fate, scene: Scene) -> str:
    """Why a content does not stand where it is meant to, and where it goes from there."""
    lead = fate.lead
    if lead is None:
        return f"nothing keeps it {_OUT[fate.meant]}"
    others = [miss for miss in fate.misses if miss is not lead]
    same = [miss for miss in others if _same(miss, lead, scene)]
    out = " and ".join(dict.fromkeys(_OUT[miss.region] for miss in (lead, *same)))
    if fate.beyond_rail:
        out += ", where screens without a rail have it"
    parts = [_led(lead, out, scene)]
    parts += (_short(miss, scene) for miss in others if miss not in same)
    return "; ".join((*parts, *_onwards(fate, scene)))


def _same(miss: Miss, lead: Miss, scene: Scene) -> bool:
    """Whether one rule alone binds in both."""
    if not (miss.how is lead.how is How.ALONE):
        return False
    return family(miss.refusals[0], scene) == family(lead.refusals[0], scene)


def _led(miss: Miss, out: str, scene: Scene) -> str:
    """The miss that is reported first, with what is required and what there is."""
    first = miss.refusals[0]
    if miss.how is How.TAKEN:
        gaps = "the one gap that its rules leave it is" if miss.places == 1 else _all(miss.places)
        return f"{gaps} taken: {scene.gap(first.candidate)} by {first.against}"
    if miss.how is How.WORTH:
        return f"{scene.gap(first.candidate)} {explanation(first, scene).reason}"
    reasons = "; ".join(
        dict.fromkeys(explanation(each, scene).reason for each in _to_spell_out(miss))
    )
    place = _place(miss, scene)
    if miss.how is How.TOGETHER:
        return f"{_names(miss, scene)} together keep it {out}: {place}{reasons}"
    if first.rule.kind in ROOM:
        return f"{place}{reasons}"
    way = ", for without it others would make way" if miss.moving else ""
    also = _also(miss, scene)
    return f"{_name(first, scene)} alone keeps it {out}{way}: {place}{reasons}{also}"


def _all(places: int) -> str:
    return f"{'both' if places == 2 else f'all {places}'} gaps that its rules leave it are"


def _to_spell_out(miss: Miss) -> tuple[Refusal, ...]:
    """The refusals to spell out: not that a gap is taken, which naming the content in it says
    already."""
    return tuple(each for each in miss.refusals if each.rule.kind is not Kind.GAP) or miss.refusals


def _place(miss: Miss, scene: Scene) -> str:
    """The gap that the sentence begins with; "" where the rules say the same in every gap, or there
    is none."""
    first = next((each for each in miss.refusals if each.rule.kind not in _ANYWHERE), None)
    if first is None or miss.region not in AT_GAPS or first.candidate == Region.RAIL.value:
        return ""
    return f"{scene.gap(first.candidate)} "


def _also(miss: Miss, scene: Scene) -> str:
    if not miss.also:
        return ""
    names = _joined([_name(each, scene) for each in miss.also], "or")
    return f" (in other gaps {names} would do)"


def _short(miss: Miss, scene: Scene) -> str:
    """A miss that is reported after another one: the rules' names alone."""
    if miss.how is How.TAKEN:
        return f"{'its gap' if miss.places == 1 else 'every gap'} of the copy is taken"
    if miss.how is How.WORTH:
        return "in the copy the page would be worth less with it"
    if miss.how is How.ALONE and miss.refusals[0].rule.kind in ROOM:
        return explanation(miss.refusals[0], scene).reason
    names = _names(miss, scene)
    keeps = "keeps" if len(miss.refusals) == 1 else "keep"
    return f"{names} {keeps} it {_OUT[miss.region]}"


def _names(miss: Miss, scene: Scene) -> str:
    return _joined(list(dict.fromkeys(_name(each, scene) for each in miss.refusals)), "and")


def _name(refusal: Refusal, scene: Scene) -> str:
    """What binds: the key of a rule, or the content that has the gap."""
    kind = refusal.rule.kind
    if kind is Kind.GAP:
        return f"{refusal.against} in the gap"
    change = None if kind in NO_RULES else change_of(refusal, scene)
    if change and kind not in ROOM:
        return dotted(change.path)
    return "the rail" if kind in (Kind.RAIL, Kind.BESIDE, Kind.NO_RAIL) else kind


def _joined(names: list[str], word: str) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {word} {names[-1]}"


def _onwards(fate: Fate, scene: Scene) -> Iterator[str]:
    """Where it goes from there, or that its rules name no other place."""
    last = fate.misses[-1].region
    if fate.home is not None:
        if fate.fallback == fate.home.value:
            yield f"fallback = {fate.fallback}"
        else:
            yield "a box without a place follows the copy"
    elif not fate.final and last is fate.meant and last is not Region.END:
        if fate.fallback == "none":
            yield "fallback = none"
        elif fate.fallback is None:
            yield "its rules name no fallback"


# --- what would help ------------------------------------------------------------------------------


def changes(fate: Fate, scene: Scene) -> tuple[Change, ...]:
    """The keys that would have to change, with their values, for a content to stand where
    `fate.lead` missed: all of them together, with the contents in that gap, if any, taken out.
    Empty where no key would do."""
    lead = fate.lead
    if lead is None:
        return ()
    ruled = [each for each in lead.refusals if each.rule.kind is not Kind.GAP]
    made = []
    for each in ruled:
        change = change_of(each, scene)
        if change is None:
            return ()
        made.append(_dropped(change, each) if lead.moving else change)
    return tuple(made)


def _dropped(change: Change, refusal: Refusal) -> Change:
    """The change that drops a rule: where others must make way first, the value that would do is
    not known."""
    if isinstance(change.to, tuple):
        return replace(change, to=())
    return replace(change, to="0px" if isinstance(refusal.has, Length) else None)


def _hint(fate: Fate, scene: Scene) -> Hint:
    """What would help: the keys to change, or what to change in the story."""
    lead = fate.lead
    if lead is None:
        return Hint(f"see [slot.{scene.slots[fate.content]}]")
    made = changes(fate, scene)
    out = [f"take {each.against} out" for each in lead.refusals if each.rule.kind is Kind.GAP]
    if not made and lead.how is How.TOGETHER:
        kept = [each for each in lead.refusals if each.rule.kind is not Kind.GAP]
        return Hint(" and ".join(dict.fromkeys((*(_help(each, scene) for each in kept), *out))))
    if not made:
        return Hint(explanation(lead.refusals[0], scene).remedy)
    files = list(dict.fromkeys(each.file for each in made))
    return Hint(" and ".join((*map(str, made), *out)), " and ".join(files))


def _help(refusal: Refusal, scene: Scene) -> str:
    """What helps against one of several refusals: the key to change, or what to change in the
    story."""
    change = change_of(refusal, scene)
    return f"let {change}" if change else explanation(refusal, scene).remedy


# --- findings -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Hint:
    """What would help, in words, and the files in which the keys are written."""

    words: str
    files: str = ""

    def __str__(self) -> str:
        return f"in {self.files}: {self.words}" if self.files else self.words


@dataclass(frozen=True, slots=True)
class Missed:
    """Contents that did not get the region they are meant for: their fate ("moved to the end"),
    their ids, why, and what would help."""

    code: str
    severity: Severity
    fate: str
    who: tuple[str, ...]
    why: str
    hints: tuple[Hint, ...]

    def finding(self, where: Where = NOWHERE) -> Finding:
        """The same as a finding; files that all hints are about are named once."""
        message = f"{self.fate}: {', '.join(self.who)} – {self.why}"
        first, *rest = self.hints
        one = first.files and all(each.files == first.files for each in rest)
        words = (first, *(each.words if one else each for each in rest))
        hint = "; ".join(text for text in map(str, words) if text)
        assert self.severity is not Severity.ERROR
        return Finding(self.code, self.severity, message, where, hint or None)


def unplaced(
    fates: Iterable[Fate], contents: tuple[Content, ...], scene: Scene
) -> Iterator[Missed]:
    """Each content that did not get the region it is meant for, and what would help.

    A warning where the page does without it, information where it moved to its fallback; of the
    ads that rules add, one for each slot, for information.
    """
    known = {content.id: content for content in contents}
    left: dict[str, list[Fate]] = {}
    for fate in fates:
        if fate.home is None and added(known[fate.content]):
            left.setdefault(known[fate.content].slot, []).append(fate)
            continue
        code, severity, what = "unplaced", Severity.WARNING, "unplaced"
        if fate.home is not None:
            code, severity, what = "moved", Severity.INFO, f"moved to the {fate.home.value}"
        hints = (_hint(fate, scene),)
        yield Missed(code, severity, what, (fate.content,), reason(fate, scene), hints)
    for slot, own in left.items():
        whole = sum(added(content) and content.slot == slot for content in contents)
        why = f"{len(own)} of {whole}: {reason(own[0], scene)}"
        who = (f"ads added by slot {slot}",)
        hints = (_hint(own[0], scene),)
        yield Missed("left-out", Severity.INFO, "left out", who, why, hints)
