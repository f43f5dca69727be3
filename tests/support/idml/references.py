"""Whether whatever an IDML package refers to is in it. jing does not see where attributes lead."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

_TO_STYLES = (
    "AppliedParagraphStyle", "AppliedCharacterStyle", "AppliedObjectStyle", "AppliedTableStyle",
    "AppliedCellStyle", "NextStyle",
)  # fmt: skip
_TO_COLOURS = ("FillColor", "StrokeColor")
_TO_STROKES = ("StrokeType",)
_TO_IDS = (
    "ParentStory",
    "PreviousTextFrame",
    "NextTextFrame",
    "ItemLayer",
    "AppliedMaster",
    "ActiveLayer",
    "PageStart",
)
_NOTHING = ("n", "")


def dangling(idml: Path) -> list[str]:
    """Each reference of a package that leads nowhere, and whatever stands twice or in no thread."""
    with zipfile.ZipFile(idml) as archive:
        names = archive.namelist()
        parts = {n: ElementTree.fromstring(archive.read(n)) for n in names if n.endswith(".xml")}
        found = _zip(archive)
    ids = Counter(
        element.attrib["Self"]
        for part in parts.values()
        for element in part.iter()
        if "Self" in element.attrib
    )
    found += [f"{name} stands {count} times" for name, count in ids.items() if count > 1]
    for name, part in parts.items():
        for element in part.iter():
            found += [f"{name}: {element.tag} {each}" for each in _leads_nowhere(element, ids)]
    found += _map(names, parts["designmap.xml"], parts)
    found += _threads(parts)
    found += _fonts(parts)
    return found


def _zip(archive: zipfile.ZipFile) -> list[str]:
    first = archive.infolist()[0]
    found = [] if first.filename == "mimetype" else ["mimetype is not the first part"]
    found += [] if first.compress_type == zipfile.ZIP_STORED else ["mimetype is packed"]
    times = {info.date_time for info in archive.infolist()}
    return found + ([] if times == {(1980, 1, 1, 0, 0, 0)} else ["parts have times"])


def _leads_nowhere(element: ElementTree.Element, ids: Counter[str]) -> list[str]:
    wrong = []
    for key in (*_TO_STYLES, *_TO_COLOURS, *_TO_STROKES, *_TO_IDS):
        value = element.attrib.get(key)
        if value is not None and value not in _NOTHING and value not in ids:
            wrong.append(f"{key} {value}")
    for tag in ("BasedOn",):
        for based in element.findall(f"Properties/{tag}"):
            if based.text not in ids:
                wrong.append(f"{tag} {based.text}")
    language = element.attrib.get("AppliedLanguage")
    if (
        language
        and language != "$ID/[No Language]"
        and f"Language/{language.replace(':', '%3a')}" not in ids
    ):
        wrong.append(f"AppliedLanguage {language}")
    if "MarkupTag" in element.attrib and element.attrib["MarkupTag"] not in ids:
        wrong.append(f"MarkupTag {element.attrib['MarkupTag']}")
    return wrong


def _map(names, designmap, parts) -> list[str]:
    """The map names every part, and no other; its list of stories is that of the parts."""
    sources = [child.attrib["src"] for child in designmap if "packaging}" in child.tag]
    loose = [
        n for n in names if n not in ("mimetype", "designmap.xml") and not n.startswith("META-INF/")
    ]
    wrong = [f"designmap: {name} is not there" for name in sources if name not in names]
    wrong += [f"{name} is on no map" for name in loose if name not in sources]
    told = designmap.attrib["StoryList"].split()
    own = [
        root[0].attrib["Self"]
        for root in parts.values()
        if re.search(r"}(Story|BackingStory)$", root.tag)
    ]
    return wrong + [f"StoryList: {each}" for each in set(told) ^ set(own)]


def _threads(parts) -> list[str]:
    """Frames lead to each other and back; each story has one first and one last frame."""
    frames = {f.attrib["Self"]: f.attrib for part in parts.values() for f in part.iter("TextFrame")}
    stories = {s.attrib["Self"] for part in parts.values() for s in part.iter("Story")}
    wrong = []
    for name, own in frames.items():
        for there, back in (
            ("NextTextFrame", "PreviousTextFrame"),
            ("PreviousTextFrame", "NextTextFrame"),
        ):
            other = frames.get(own[there])
            if other and (other[back] != name or other["ParentStory"] != own["ParentStory"]):
                wrong.append(f"{name}: {there} does not lead back")
    for end in ("PreviousTextFrame", "NextTextFrame"):
        ends = Counter(own["ParentStory"] for own in frames.values() if own[end] == "n")
        wrong += [
            f"story {story} has {ends[story]} frames without {end}"
            for story in stories
            if ends[story] != 1
        ]
    return wrong


def _fonts(parts) -> list[str]:
    """Every font that a style names is listed."""
    listed = {
        (f.attrib["FontFamily"], f.attrib["FontStyleName"])
        for f in parts["Resources/Fonts.xml"].iter("Font")
    }
    families = {family for family, _ in listed}
    wrong = []
    for style in parts["Resources/Styles.xml"].iter():
        family = style.find("Properties/AppliedFont")
        if family is not None:
            if family.text not in families:
                wrong.append(f"font {family.text}")
            elif (
                "FontStyle" in style.attrib
                and (family.text, style.attrib["FontStyle"]) not in listed
            ):
                wrong.append(f"font {family.text} {style.attrib['FontStyle']}")
    return wrong
