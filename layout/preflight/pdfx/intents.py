"""What PDF/X asks of the output intent: for which press the file was made."""

from __future__ import annotations

from collections.abc import Iterator

from layout.preflight.opened.icc import COMPONENTS, Profile, profile_of
from layout.preflight.opened.numbers import table, text
from layout.preflight.opened.output_intents import press_intents
from layout.preflight.subject.fault import Fault, Limits
from layout.preflight.subject.subject import Subject

_REGISTRY = "http://www.color.org"


def one_intent(subject: Subject, limits: Limits) -> Iterator[Fault]:
    """Exactly one output intent for print."""
    count = len(press_intents(subject.pdf))
    if count != 1:
        found = "no output intent" if not count else f"{count} output intents"
        yield Fault(f"it has {found} for print (GTS_PDFX), not one")


def condition(subject: Subject, limits: Limits) -> Iterator[Fault]:
    """An output condition by its name."""
    for intent in press_intents(subject.pdf):
        if not text(intent.get("/OutputConditionIdentifier")):
            yield Fault("its output intent names no condition (OutputConditionIdentifier)")


def profile(subject: Subject, limits: Limits) -> Iterator[Fault]:
    """A profile of a press in the output intent."""
    for intent in press_intents(subject.pdf):
        if "/DestOutputProfile" in intent:
            yield from _fits(intent.get("/DestOutputProfile"), ("GRAY", "RGB ", "CMYK"), 4)
        elif "/DestOutputProfileRef" not in intent:
            yield Fault("its output intent has no profile")


def profile_or_registry(subject: Subject, limits: Limits) -> Iterator[Fault]:
    """A profile of a press in CMYK, or a condition that is registered."""
    for intent in press_intents(subject.pdf):
        if "/DestOutputProfile" in intent:
            yield from _fits(intent.get("/DestOutputProfile"), ("CMYK",), 2)
        elif text(intent.get("/RegistryName")).rstrip("/") != _REGISTRY:
            yield Fault("its output intent has neither a profile nor a registered condition")


def _fits(stream: object, spaces: tuple[str, ...], version: int) -> Iterator[Fault]:
    found = profile_of(stream)
    if found is None:
        yield Fault("the profile of its output intent cannot be read")
        return
    if found.kind != "prtr":
        yield Fault(f'the profile of its output intent is none of a press ("{found.kind}")')
    if found.space not in spaces:
        yield Fault(f"the profile of its output intent is {found.space.strip()}")
    if found.version > version:
        yield Fault(f"the profile of its output intent is of ICC version {found.version}")
    count = table(stream).get("/N")
    if count != COMPONENTS.get(found.space):
        yield Fault(f"the profile of its output intent says that it has {count} components")


def intended(subject: Subject) -> Profile | None:
    """The profile of the output intent, None where there is none that can be read."""
    found = (profile_of(each.get("/DestOutputProfile")) for each in press_intents(subject.pdf))
    return next((each for each in found if each), None)
