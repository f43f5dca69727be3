"""What no PDF/X file may have anywhere in it: what acts, what lies elsewhere, the printer's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pikepdf

from layout.preflight.content.images import is_image
from layout.preflight.opened.numbers import name, real, table
from layout.preflight.opened.unpacked import filters
from layout.preflight.subject.fault import Fault, Limits
from layout.preflight.subject.subject import Check, Subject

_BLENDS = frozenset(
    "Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn HardLight "
    "SoftLight Difference Exclusion Hue Saturation Color Luminosity".split()
)
_INTENTS = frozenset(("AbsoluteColorimetric", "RelativeColorimetric", "Saturation", "Perceptual"))
_ACTIONS = frozenset(("JavaScript", "Launch", "Sound", "Movie", "ResetForm", "ImportData"))

_LISTS = frozenset(
    "/Font /XObject /ExtGState /ColorSpace /Pattern /Shading /Properties /CharProcs /Dests "
    "/RoleMap /ClassMap /N /D /R /Colorants".split()
)
"""Keys of dictionaries whose own keys are names that somebody gave."""


def _anywhere(told: str, holds: Callable[[Any, str], bool]) -> Check:
    """The check that nothing in the file is so: a fault with how many are, where any is."""

    def check(subject: Subject, limits: Limits) -> Iterator[Fault]:
        count = sum(
            holds(thing.value, thing.key) for thing in subject.things if thing.key not in _LISTS
        )
        if count:
            yield Fault(f"{told} ({count})" if count > 1 else told)

    return check


def _acts(value: Any, key: str) -> bool:
    if "/AA" in value or key == "/JavaScript":
        return True
    return name(value.get("/S")) in _ACTIONS and key in ("/A", "/OpenAction", "/Next")


def _is_postscript(value: Any, key: str) -> bool:
    if not isinstance(value, pikepdf.Stream) or name(value.get("/Type")) not in ("XObject", ""):
        return False
    return "PS" in (name(value.get("/Subtype")), name(value.get("/Subtype2"))) or (
        name(value.get("/Subtype")) == "Form" and "/PS" in value
    )


def _is_alternate(value: Any, key: str) -> bool:
    return key == "/Alternates" and value.get("/DefaultForPrinting") is True


def _is_elsewhere(value: Any, key: str) -> bool:
    return isinstance(value, pikepdf.Stream) and "/F" in value


def _is_attached(value: Any, key: str) -> bool:
    return key == "/EmbeddedFiles" or isinstance(value.get("/EF"), pikepdf.Dictionary)


def _is_reference(value: Any, key: str) -> bool:
    return name(value.get("/Subtype")) == "Form" and "/Ref" in value


def _is_state(value: Any) -> bool:
    """Whether a dictionary sets the graphics state: few say so, and keys tell."""
    return isinstance(value, pikepdf.Dictionary) and (
        name(value.get("/Type")) in ("ExtGState", "") and "/Subtype" not in value
    )


def _transfers(value: Any, key: str) -> bool:
    if not _is_state(value) or "/G" in value:  # a soft mask may have one
        return False
    return "/TR" in value or ("/TR2" in value and name(value.get("/TR2")) != "Default")


def _screens(value: Any, key: str) -> bool:
    if "/HalftoneType" not in value:
        return _is_state(value) and "/HTP" in value  # a phase, of PDF 1.3 and older
    return real(value.get("/HalftoneType")) not in (1, 5) or "/HalftoneName" in value


def _odd_blend(value: Any, key: str) -> bool:
    found = value.get("/BM") if _is_state(value) else None
    each = list(found) if isinstance(found, pikepdf.Array) else [found]
    return found is not None and any(name(one) not in _BLENDS for one in each)


def _odd_intent(value: Any, key: str) -> bool:
    found = (
        value.get("/Intent") if is_image(value) else value.get("/RI") if _is_state(value) else None
    )
    return isinstance(found, pikepdf.Name) and name(found) not in _INTENTS


def _is_transparent(value: Any, key: str) -> bool:
    if isinstance(value, pikepdf.Stream):
        smask = isinstance(value.get("/SMask"), pikepdf.Stream)
        return smask or bool(real(value.get("/SMaskInData")))
    if key == "/Group":
        return name(value.get("/S")) == "Transparency"
    if not _is_state(value):
        return False
    mask, blend = value.get("/SMask"), value.get("/BM")
    modes = list(blend) if isinstance(blend, pikepdf.Array) else [blend]
    return (
        (mask is not None and name(mask) != "None")
        or any(key in value and real(value.get(key), 1.0) != 1 for key in ("/ca", "/CA"))
        or (blend is not None and any(name(one) not in ("Normal", "Compatible") for one in modes))
    )


def packed_by(*refused: str) -> Check:
    """The check that no stream is packed by certain filters."""

    def check(subject: Subject, limits: Limits) -> Iterator[Fault]:
        found: dict[str, int] = {}
        for thing in subject.things:
            if isinstance(thing.value, pikepdf.Stream):
                for each in {*filters(thing.value)} & {*refused}:
                    found[each] = found.get(each, 0) + 1
        for each, count in sorted(found.items()):
            yield Fault(f"{count} of its parts are packed by {each}")

    return check


def layers(subject: Subject, limits: Limits) -> Iterator[Fault]:
    """Layers that do not switch themselves, and whose configurations have names."""
    found = table(subject.pdf.Root.get("/OCProperties"))
    configs = found.get("/Configs")
    others = list(configs)[:1000] if isinstance(configs, pikepdf.Array) else []
    for each in [found.get("/D"), *others]:
        if "/AS" in table(each):
            yield Fault("its layers switch by themselves (AS)")
    for each in others:
        if not isinstance(table(each).get("/Name"), pikepdf.String):
            yield Fault("a configuration of its layers has no name")


def no_layers(subject: Subject, limits: Limits) -> Iterator[Fault]:
    """No layers, which came with PDF 1.5."""
    if "/OCProperties" in subject.pdf.Root:
        yield Fault("it has layers")


def presentations(subject: Subject, limits: Limits) -> Iterator[Fault]:
    """Nothing that shows pages otherwise than they are printed."""
    if "/AlternatePresentations" in table(subject.pdf.Root.get("/Names")):
        yield Fault("it has alternate presentations")
    for sheet in subject.sheets:
        if "/PresSteps" in sheet.page.leaf.own:
            yield sheet.fault("the page is shown in steps (PresSteps)")


actions = _anywhere("it has actions or scripts", _acts)
postscript = _anywhere("it has PostScript in it", _is_postscript)
alternates = _anywhere("it has another image for print (Alternates)", _is_alternate)
attachments = _anywhere("it has files attached", _is_attached)
external = _anywhere("a part of it lies in another file", _is_elsewhere)
references = _anywhere("a part of it stands for a page of another file (Ref)", _is_reference)
opi = _anywhere("it has comments for OPI", lambda value, key: "/OPI" in value)
transfer = _anywhere("it has transfer curves", _transfers)
halftones = _anywhere("it has halftones other than of types 1 and 5, or by name", _screens)
blends = _anywhere("it blends in a mode that PDF does not have", _odd_blend)
rendering_intents = _anywhere("it has a rendering intent that PDF does not have", _odd_intent)
transparency = _anywhere("it has transparency", _is_transparent)
