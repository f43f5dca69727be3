"""The formats of agencies: how each is recognised by its first bytes, and who reads it.

No two of them, and none of other rooms, claim the same bytes: ninjs is told from other JSON by its
keys, XML by the name of its root, text wires by the control character that they begin with.
"""

from __future__ import annotations

import re

from layout.imports.item import Format
from layout.imports.source import Source
from layout.imports.wires.agency_file import Key, keys_of, root_of, text_of_start
from layout.imports.wires.agency_lists import read_reuters_list, read_ritzau, read_wenn
from layout.imports.wires.newsml_1 import read_newsml_1
from layout.imports.wires.newsml_g2 import read_newsml_g2
from layout.imports.wires.ninjs.read import read_ninjs
from layout.imports.wires.nitf import read_nitf
from layout.imports.wires.text_wires import anpa_1312, iptc_7901

_NINJS_KEYS = frozenset(
    "versioncreated firstcreated headline headlines pubstatus body_html body_text bodies"
    " description_text renditions associations urgency copyrightholder copyrightnotice usageterms"
    " located byline slugline subject subjects person people organisation organisations place"
    " places object objects infosource infosources profile representationtype contentcreated"
    " embargoed ednote trustindicator trustindicators altids rightsinfo advices genre genres"
    " mimetype event"
    " eventdetails plannedcoverage digitalsourcetype language type version title by".split()
)
_FOREIGN = frozenset(
    "rendered _links jsonrpc features geometry feed_url home_page_url collectionid db swagger"
    " openapi".split()
)
_STANDARD = re.compile(r'"name"\s*:\s*"ninjs"|"schema"\s*:\s*"[^"]*/ninjs')
_SCHEMA = re.compile(r'^\s*\{\s*"\$schema"')


def _is_ninjs(source: Source) -> bool:
    """Whether JSON is an item of ninjs, a list of them, or an answer with them within: a uri or
    guid that is a text beside properties of ninjs, and none of other formats."""
    text = text_of_start(source.start)
    if _SCHEMA.match(text):
        return "ninjs" in text or "GeoJSON" in text
    keys = list(keys_of(source.start))
    names = {key.name.lower() for key in keys}
    if names & _FOREIGN or (keys and keys[0].name.lower() == "version" and "jsonfeed" in text):
        return False
    if "$standard" in names or "standard" in names:
        return bool(_STANDARD.search(text)) or _has_item(keys)
    return _has_item(keys)


def _has_item(keys: list[Key]) -> bool:
    return any(_is_item(keys, key) for key in keys if key.name.lower() in ("uri", "guid"))


def _is_item(keys: list[Key], identity: Key) -> bool:
    """Whether a uri or guid is that of an item: the first key of all, or beside keys of ninjs."""
    if not identity.value.startswith('"') or identity.depth > _DEEPEST_ITEM:
        return False
    if keys[0] is identity and identity.name == "uri":
        return True
    beside = {key.name.lower() for key in keys if key.depth == identity.depth}
    return len(beside & _NINJS_KEYS) > 2 or any(name.startswith("body_") for name in beside)


_DEEPEST_ITEM = 5
_G2_ROOTS = frozenset(
    "newsItem newsMessage packageItem conceptItem knowledgeItem planningItem catalogItem".split()
)
_G2_PARTS = frozenset("contentSet groupSet contentMeta itemMeta".split())


def _root_name(source: Source) -> str:
    root = root_of(source.start)
    return root.name if root else ""


def _is_g2(source: Source) -> bool:
    name = _root_name(source)
    return name in _G2_ROOTS or name in _G2_PARTS


def _is_newsml(source: Source) -> bool:
    return _root_name(source) == "NewsML"


def _is_nitf(source: Source) -> bool:
    return _root_name(source) == "nitf"


def _is_ritzau(source: Source) -> bool:
    root = root_of(source.start)
    if root is None:
        return False
    return root.name in ("RBNews", "ListOfRBNews", "ArrayOfRBNews") or (
        root.name.startswith("XMLNews") and "RBNews" in root.after
    )


def _is_wenn(source: Source) -> bool:
    root = root_of(source.start)
    return bool(root and root.name == "feed" and "feed.wenn.com/xmlns/" in root.attributes)


def _is_reuters_list(source: Source) -> bool:
    root = root_of(source.start)
    return bool(root and root.name == "results" and "<guid>tag:reuters.com" in root.after)


def _is_7901(source: Source) -> bool:
    begun = source.start[:400].removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    stripped = begun.lstrip("\x01\x16\r\n ")
    header = iptc_7901.HEADER.match(stripped)
    return header is not None and ("\x01" in begun[:12] or "\x02" in begun[: header.end() + 300])


def _is_anpa(source: Source) -> bool:
    begun = source.start[:400].decode("latin-1")
    return begun[:1] in ("\x16", "\x01") and bool(anpa_1312.HEADER.match(begun))


NINJS = Format("ninjs", _is_ninjs, read_ninjs)
NEWSML_G2 = Format("NewsML-G2", _is_g2, read_newsml_g2)
NEWSML = Format("NewsML 1", _is_newsml, read_newsml_1)
NITF = Format("NITF", _is_nitf, read_nitf)
IPTC_7901 = Format("IPTC 7901", _is_7901, iptc_7901.read_iptc_7901)
ANPA_1312 = Format("ANPA 1312", _is_anpa, anpa_1312.read_anpa_1312)
RITZAU = Format("Ritzau", _is_ritzau, read_ritzau)
WENN = Format("WENN", _is_wenn, read_wenn)
REUTERS_LIST = Format("list of Reuters", _is_reuters_list, read_reuters_list)
