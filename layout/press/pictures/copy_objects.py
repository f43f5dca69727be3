"""Objects of other PDF files, copied into one of ours: only what is needed to paint.

Copied is what a page's content and resources refer to, streams packed as they are. What acts,
embeds or leads elsewhere (actions, scripts, annotations, files, thumbnails, private data, the pages
themselves) is left behind. Source: ISO 32000-1, 7.3, 8.10 and 12.6.
"""

from __future__ import annotations

import re
import zlib
from collections import deque
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pikepdf

from layout.press.ink.pdf_objects import Objects, stream_body
from layout.press.pictures.painting_cost import contents_of
from layout.press.pictures.unpacked_size import Unpacking, sound_data
from layout.story.pictures.unreadable import SAVE_AGAIN, Unreadable

_OF_STREAMS = frozenset(  # keys that elsewhere may be names of resources
    "/AF /Alternates /LastModified /Length /Metadata /OPI /Parent /PieceInfo /Ref "
    "/StructParent /StructParents".split()
)
_ELSEWHERE = frozenset(
    {"/Page", "/Pages", "/Catalog", "/Annot", "/Action", "/Filespec", "/EmbeddedFile"}
)
_REFERENCE = re.compile(rb"\d R\b")
MOST_OBJECTS = 50_000
"""Objects of an ad, at most: each costs memory and a line of the cross-reference table."""

_DEEPEST = 64  # steps up the page tree
_LEVEL = 4  # of zlib, as in `pdf_objects`


class Importer:
    """Copies objects of one PDF file; each of them once."""

    def __init__(self, objects: Objects) -> None:
        self.objects = objects
        self._unpacking = Unpacking()
        self._numbers: dict[tuple[int, int], int] = {}
        self._waiting: deque[tuple[int, Any]] = deque()

    def form(
        self,
        page: pikepdf.Page,
        box: tuple[float, ...],
        matrix: str,
        change: Callable[[bytes], bytes] | None = None,
        besides: bytes = b"",
    ) -> int:
        """Add a page as a form XObject that shows what is in a box of it; its number. Its content
        is what `change` makes of it; `besides` are more entries of the form's dictionary."""
        data, packing = self._content(page) if change is None else self._changed(page, change)
        resources = self._written(inherited(page, "/Resources") or pikepdf.Dictionary())
        entries = [
            b"/Type/XObject/Subtype/Form/BBox[%b]" % b" ".join(_real(edge) for edge in box),
            b"/Matrix[%b]%b/Resources " % (matrix.encode("ascii"), besides),
            resources,
        ]
        group = page.obj.get("/Group")
        if isinstance(group, pikepdf.Dictionary):
            entries += [b"/Group ", self._written(group)]
        self._copy_waiting()
        return self.objects.once(stream_body(data, b"".join([*entries, packing])))

    def _content(self, page: pikepdf.Page) -> tuple[bytes, bytes]:
        """The content of a page and how it is packed: a single stream as it is, several as one."""
        content = page.obj.get("/Contents")
        if isinstance(content, pikepdf.Stream):
            self._check(content)
            packing = [
                b"%b %b" % (name.encode("ascii"), self._written(content[name], direct=True))
                for name in ("/Filter", "/DecodeParms")
                if name in content
            ]
            content.read_bytes()  # raises where it cannot be unpacked: an ad must not be blank
            return sound_data(content), b"".join(packing)
        return self._changed(page, lambda data: data)

    def _changed(self, page: pikepdf.Page, change: Callable[[bytes], bytes]) -> tuple[bytes, bytes]:
        """The content of a page, changed, and how it is packed."""
        parts = contents_of(page)
        for part in parts:
            self._check(part)
        data = change(b"\n".join(part.read_bytes() for part in parts))
        return zlib.compress(data, _LEVEL), b"/Filter/FlateDecode"

    def copied(self, objgen: tuple[int, int]) -> int | None:
        """The number that an object of the other file has in ours; None where it was not needed."""
        return self._numbers.get(objgen)

    def _check(self, stream: pikepdf.Stream) -> None:
        """Raises Unreadable where a stream's data are to be read from a file outside, or come to
        too much."""
        if "/F" in stream:
            raise Unreadable("takes a part of its picture from another file", SAVE_AGAIN)
        self._unpacking.add(stream)

    def _copy_waiting(self) -> None:
        while self._waiting:
            number, it = self._waiting.popleft()
            self.objects.set_bytes(number, self._body(it))
            if len(self._numbers) > MOST_OBJECTS:
                raise Unreadable("has too many parts to be an ad", "flatten it and save it again")

    def _number(self, it: Any) -> int:
        found = self._numbers.get(it.objgen)
        if found is None:
            leaf = isinstance(it, pikepdf.Stream) and not _refers(it)
            found = self.objects.once(self._body(it)) if leaf else self.objects.reserve()
            self._numbers[it.objgen] = found
            if not leaf:
                self._waiting.append((found, it))
        return found

    def _body(self, it: Any) -> bytes:
        if not isinstance(it, pikepdf.Stream):
            return self._written(it, direct=True)
        self._check(it)
        return stream_body(sound_data(it), self._entries(it, _OF_STREAMS))

    def _written(self, it: Any, direct: bool = False) -> bytes:
        """An object as it stands in the file; what is indirect as a reference to its copy."""
        if it is None:
            return b"null"
        if isinstance(it, bool):
            return b"true" if it else b"false"
        if isinstance(it, int):
            return b"%d" % it
        if isinstance(it, Decimal | float):
            return _real(it)
        if isinstance(it, pikepdf.Dictionary | pikepdf.Stream) and _leads_away(it):
            return b"null"
        if it.is_indirect and not direct:
            return b"%d 0 R" % self._number(it)
        if isinstance(it, pikepdf.Dictionary):
            return b"<<%b>>" % self._entries(it)
        if isinstance(it, pikepdf.Array):
            return b"[%b]" % b" ".join([self._written(part) for part in it])
        return bytes(it.unparse())

    def _entries(self, it: Any, without: frozenset[str] = frozenset()) -> bytes:
        return b"".join(
            b"%b %b" % (bytes(pikepdf.Name(key).unparse()), self._written(value))
            for key, value in sorted(it.items())
            if key not in without
        )


def listed(value: Any) -> list[Any]:
    """The entries of an array; what stands alone, as PDF lets a list of one; none of nothing."""
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def inherited(page: pikepdf.Page, key: str) -> Any:
    """An attribute of a page, or of the nearest node above it that has it; None without."""
    node: Any = page.obj
    for _ in range(_DEEPEST):
        if not isinstance(node, pikepdf.Dictionary):
            break
        if key in node:
            return node[key]
        node = node.get("/Parent")
    return None


def _leads_away(it: Any) -> bool:
    kind = it.get("/Type")
    return isinstance(kind, pikepdf.Name) and str(kind) in _ELSEWHERE


def _refers(it: Any) -> bool:
    """Whether a stream's dictionary refers to other objects (or looks as if it did)."""
    return any(
        isinstance(value, pikepdf.Object)
        and (value.is_indirect or _REFERENCE.search(value.unparse()))
        for key, value in it.items()
        if key not in _OF_STREAMS
    )


def _real(value: Decimal | float) -> bytes:
    """A real number without an exponent, which PDF does not know."""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).encode("ascii") or b"0"
