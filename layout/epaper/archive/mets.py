"""An issue as METS 1.12 (Library of Congress): all files with their digests, the pages in their
order, and sections, stories and ads with their places on pages, which ALTO has by its blocks' ids.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from lxml import etree

from layout.epaper.issue import EPUB, ZONES, Issue, IssuePage
from layout.epaper.marked import Element, child, document
from layout.epaper.stories.story_pictures import MIME as PICTURES
from layout.epaper.zones.zone import Zone
from layout.press.ink.metadata import UNDATED
from layout.story.text.sanitise import legal

_METS, _XLINK = "http://www.loc.gov/METS/", "http://www.w3.org/1999/xlink"
_DC = "http://purl.org/dc/elements/1.1/"
_MIME = {
    ".pdf": "application/pdf",
    **PICTURES,
    ".xml": "text/xml",
    ".html": "text/html",
    ".json": "application/json",
    ".epub": "application/epub+zip",
}
_USES = {
    "pages": "pages",
    "thumbnails": "thumbnails",
    "alto": "words",
    "stories": "stories",
    "media": "pictures",
}
"""What the files of each folder are for."""


def mets_of(issue: Issue, files: Mapping[str, bytes]) -> bytes:
    """An issue with these files as a METS document. What only the reader page needs is no part of
    it."""
    spaces: Any = {None: _METS, "xlink": _XLINK, "dc": _DC}
    root = etree.Element(f"{{{_METS}}}mets", nsmap=spaces)
    root.set("OBJID", issue.identifier)
    root.set("TYPE", "Newspaper issue")
    root.set("LABEL", legal(issue.title))
    day = (issue.date or UNDATED).isoformat()
    head = child(root, "metsHdr", CREATEDATE=f"{day}T00:00:00Z")
    agent = child(head, "agent", ROLE="CREATOR", TYPE="OTHER", OTHERTYPE="SOFTWARE")
    child(agent, "name").text = "newsgrid"
    _described(root, issue)
    kept = [name for name in sorted(files) if _use(name)]
    ids = {name: f"file-{at}" for at, name in enumerate(kept, 1)}
    _files(root, kept, ids, files)
    _physical(root, issue, ids)
    _logical(root, issue, ids)
    return document(root, pretty=True)


def _described(root: Element, issue: Issue) -> None:
    wrap = child(child(root, "dmdSec", ID="issue"), "mdWrap", MDTYPE="DC")
    data = child(wrap, "xmlData")
    told = {
        "title": issue.title,
        "publisher": issue.name,
        "identifier": issue.identifier,
        "language": issue.language,
        "date": issue.date.isoformat() if issue.date else "",
        "type": "Text",
    }
    for name, text in told.items():
        if text:
            etree.SubElement(data, f"{{{_DC}}}{name}").text = legal(text)


def _use(name: str) -> str:
    """What a file is for, "" where it is none of the issue."""
    folder = PurePosixPath(name).parts[0]
    return _USES.get(folder, {ZONES: "zones", EPUB: "edition"}.get(name, ""))


def _files(
    root: Element, names: Sequence[str], ids: Mapping[str, str], files: Mapping[str, bytes]
) -> None:
    section = child(root, "fileSec")
    groups: dict[tuple[str, str], Element] = {}
    for name in names:
        mime = _MIME[PurePosixPath(name).suffix]
        key = (_use(name), mime)
        if key not in groups:
            groups[key] = child(section, "fileGrp", USE=key[0])
        data = files[name]
        facts = {"MIMETYPE": mime, "SIZE": str(len(data)), "CHECKSUMTYPE": "SHA-256"}
        facts["CHECKSUM"] = hashlib.sha256(data).hexdigest()
        made = child(groups[key], "file", ID=ids[name], **facts)
        place = child(made, "FLocat", LOCTYPE="URL")
        place.set(f"{{{_XLINK}}}href", name)


def _physical(root: Element, issue: Issue, ids: Mapping[str, str]) -> None:
    top = child(root, "structMap", TYPE="PHYSICAL")
    whole = child(top, "div", TYPE="newspaper", LABEL=issue.title, DMDID="issue")
    for page in issue.pages:
        number = str(page.number)
        label = {"ORDER": number, "ORDERLABEL": number, "LABEL": page.zoned.section}
        made = child(whole, "div", TYPE="page", ID=page.name, **label)
        for name in (page.pdf, page.picture, page.thumbnail, page.alto):
            child(made, "fptr", FILEID=ids[name])


def _logical(root: Element, issue: Issue, ids: Mapping[str, str]) -> None:
    top = child(root, "structMap", TYPE="LOGICAL")
    whole = child(top, "div", TYPE="issue", LABEL=issue.title, DMDID="issue")
    pages = {page.number: page for page in issue.pages}
    order = 0
    for section, stories in issue.sections.items():
        part = child(whole, "div", TYPE="section", LABEL=section)
        for one in stories:
            order += 1
            label = {"ORDER": str(order), "LABEL": one.title, "ID": f"story-{one.name}"}
            made = child(part, "div", TYPE="article", **label)
            for name in (one.html, one.nitf):
                child(made, "fptr", FILEID=ids[name])
            for zone in one.zones:
                _place(made, zone, pages, ids)
    for zone in _ads(issue):
        label = {"ID": f"ad-{zone.id}", "LABEL": zone.title}
        _place(child(whole, "div", TYPE="advertisement", **label), zone, pages, ids)


def _ads(issue: Issue) -> Iterator[Zone]:
    return (zone for page in issue.pages for zone in page.zoned.zones if zone.kind == "ad")


def _place(
    parent: Element, zone: Zone, pages: Mapping[int, IssuePage], ids: Mapping[str, str]
) -> None:
    """Where a zone is, by the id of its block in the ALTO document of its page."""
    file = ids[pages[zone.page].alto]
    child(child(parent, "fptr"), "area", FILEID=file, BEGIN=zone.id, BETYPE="IDREF")
