"""What a PDF/X file says of itself: version, identifiers, XMP and the document information."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf

from layout.preflight.opened.numbers import name, table, text
from layout.preflight.opened.xmp import Unmarked, xmp_of
from layout.preflight.subject.fault import Fault, Limits
from layout.preflight.subject.subject import Check, Subject

_HEADER = re.compile(rb"%PDF-(\d)\.(\d)")
_PACKED_OBJECTS = re.compile(rb"/Type\s*/(?:XRef|ObjStm)\b")


def at_most(minor: int) -> Check:
    """The check for a version of PDF 1: at most this one."""

    def check(subject: Subject, limits: Limits) -> Iterator[Fault]:
        found = _HEADER.search(subject.data[:1024])
        major, low = (int(found[1]), int(found[2])) if found else (0, 0)
        named = name(subject.pdf.Root.get("/Version"))
        if re.fullmatch(r"\d\.\d", named):
            major, low = max((major, low), (int(named[0]), int(named[2])))
        if (major, low) > (1, minor):
            yield Fault(f"it is PDF {major}.{low}, not 1.{minor} or older")

    return check


def encrypted(subject: Subject, limits: Limits) -> Iterator[Fault]:
    """No encryption, not even with an empty password."""
    if subject.pdf.is_encrypted:
        yield Fault("it is encrypted")


def file_id(subject: Subject, limits: Limits) -> Iterator[Fault]:
    """An ID in the trailer."""
    found = subject.pdf.trailer.get("/ID")
    if not isinstance(found, pikepdf.Array) or len(found) != 2:
        yield Fault("its trailer has no ID")


def packed_objects(subject: Subject, limits: Limits) -> Iterator[Fault]:
    """No streams of objects, which came with PDF 1.5."""
    if _PACKED_OBJECTS.search(subject.data):
        yield Fault("its objects are packed into streams")


def metadata(subject: Subject, limits: Limits) -> Iterator[Fault]:
    """XMP metadata that can be read."""
    try:
        xmp_of(subject.pdf)
    except Unmarked as error:
        yield Fault(str(error))


def _info_of(subject: Subject) -> Any:
    """The document information, an empty dictionary without any."""
    return table(subject.pdf.trailer.get("/Info"))


def _xmp(subject: Subject) -> Mapping[str, str] | None:
    """The properties of XMP, None where there are none: that is told by a rule of its own."""
    try:
        return xmp_of(subject.pdf)
    except Unmarked:
        return None


def identified(subject: Subject, limits: Limits) -> Iterator[Fault]:
    """PDF/X-4 in XMP."""
    properties = _xmp(subject)
    if properties is None:
        return
    found = properties.get("pdfxid:GTS_PDFXVersion")
    if found is None:
        yield Fault("its XMP does not say that it is PDF/X-4 (pdfxid:GTS_PDFXVersion)")
    elif found not in ("PDF/X-4", "PDF/X-4p"):
        yield Fault(f'its XMP says that it is "{found[:40]}"')


def named(*properties: str) -> Check:
    """The check for properties of XMP that must be there and not empty."""

    def check(subject: Subject, limits: Limits) -> Iterator[Fault]:
        found = _xmp(subject)
        for each in properties if found is not None else ():
            if not (found or {}).get(each):
                yield Fault(f"its XMP has no {each}")

    return check


def trapped(subject: Subject, limits: Limits) -> Iterator[Fault]:
    """Whether it is trapped: True or False, in XMP or in the document information."""
    known = _trapped_in_info(subject), (_xmp(subject) or {}).get("pdf:Trapped", "")
    given = [each for each in known if each]
    if not given:
        yield Fault("nothing says whether it is trapped")
    for each in given:
        if each not in ("True", "False"):
            yield Fault(f'Trapped is "{each[:20]}", neither True nor False')


def agrees(subject: Subject, limits: Limits) -> Iterator[Fault]:
    """The document information says what XMP says."""
    info, found = _info_of(subject), _xmp(subject) or {}
    for key, property_ in (("/Title", "dc:title"), ("/Producer", "pdf:Producer")):
        told = text(info.get(key))
        if told and found.get(property_, told) not in ("", told):
            yield Fault(f"{key[1:]} is another one in its XMP than in its document information")
    both = _trapped_in_info(subject), found.get("pdf:Trapped", "")
    if all(both) and both[0] != both[1]:
        yield Fault("Trapped is another one in its XMP than in its document information")


def _trapped_in_info(subject: Subject) -> str:
    found = _info_of(subject).get("/Trapped")
    return name(found) or text(found)


def informed(*keys: str) -> Check:
    """The check for entries of the document information that must be there and not empty."""

    def check(subject: Subject, limits: Limits) -> Iterator[Fault]:
        info = _info_of(subject)
        for key in keys:
            if not text(info.get(f"/{key}")):
                yield Fault(f"its document information has no {key}")

    return check


def identified_x1a(subject: Subject, limits: Limits) -> Iterator[Fault]:
    """PDF/X-1a:2003 in the document information."""
    found = text(_info_of(subject).get("/GTS_PDFXVersion"))
    if found != "PDF/X-1a:2003":
        said = f'says that it is "{found[:40]}"' if found else "does not say that it is PDF/X"
        yield Fault(f"its document information {said}, not PDF/X-1a:2003")


def trapped_x1a(subject: Subject, limits: Limits) -> Iterator[Fault]:
    """Whether it is trapped: True or False in the document information."""
    found = _info_of(subject).get("/Trapped")
    if name(found) not in ("True", "False"):
        yield Fault("its document information does not say whether it is trapped")
