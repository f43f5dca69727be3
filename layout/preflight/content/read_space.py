"""Colour spaces read from a page's resources, each once for a file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

import pikepdf

from layout.preflight.content.colour import CMYK, GRAY, PATTERN, RGB, Space, Values, device
from layout.preflight.content.functions import function_of
from layout.preflight.opened.icc import Profile, profile_of
from layout.preflight.opened.numbers import name, same, table, whole
from layout.preflight.opened.unpacked import TooMuch, unpacked
from slots.files.decoding import Undecodable

_SHORT = {
    **{"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK", "I": "Indexed"},
    **{"CalCMYK": "DeviceCMYK"},
}
_NAMED = {
    "DeviceGray": GRAY,
    "DeviceRGB": RGB,
    "DeviceCMYK": CMYK,
    "Pattern": PATTERN,
}
_DEFAULTS = {"DeviceGray": "DefaultGray", "DeviceRGB": "DefaultRGB", "DeviceCMYK": "DefaultCMYK"}
_DEEPEST = 8
_MOST_COLORANTS = 32

_Read = TypeVar("_Read")


class _Tint(NamedTuple):
    """What turns the inks of a spot colour into values of its base, and what tells it apart."""

    function: Callable[[Values], Values]
    key: str


class Spaces:
    """The colour spaces of a file. What cannot be read counts as grey, and is told by `odd`. Many
    files write a space out in each resources: its profile or its tint is read once all the same."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], Space] = {}
        self._profiles: dict[tuple[int, int], Profile | None] = {}
        self._tints: dict[tuple[int, int], _Tint] = {}
        self.odd: list[str] = []

    def of(self, found: Any, resources: Any) -> Space:
        """The space that a name or an array stands for, among some resources. A device space is
        that which the resources put in its place, if any."""
        return self._read(found, resources, 0)

    def _read(self, found: Any, resources: Any, depth: int) -> Space:
        if depth > _DEEPEST:
            return self._strange("a colour space rests on too many others")
        if isinstance(found, pikepdf.Name):
            return self._named(name(found), resources, depth)
        if not isinstance(found, pikepdf.Array) or not len(found):
            return self._strange("a colour space is none")
        key = same(found)
        if key is None:
            return self._array(found, resources, depth)
        if key not in self._known:
            self._known[key] = GRAY  # what rests on itself
            self._known[key] = self._array(found, resources, depth)
        return self._known[key]

    def _named(self, word: str, resources: Any, depth: int) -> Space:
        listed = table(table(resources).get("/ColorSpace"))
        if f"/{word}" not in listed:  # images in content have short names for device spaces
            word = _SHORT.get(word, word)
        instead = listed.get(f"/{_DEFAULTS[word]}") if word in _DEFAULTS else None
        if isinstance(instead, pikepdf.Array) and depth < _DEEPEST:
            return self._read(instead, pikepdf.Dictionary(), depth + 1)
        if word in _NAMED:
            return _NAMED[word]
        own = listed.get(f"/{word}")
        if own is None or (isinstance(own, pikepdf.Name) and name(own) == word):
            return self._strange(f"there is no colour space {word[:40]}")
        return self._read(own, resources, depth + 1)

    def _array(self, found: Any, resources: Any, depth: int) -> Space:
        parts = list(found)[:6]
        family = _SHORT.get(name(parts[0]), name(parts[0]))
        if len(parts) == 1:
            return self._named(family, resources, depth + 1)
        if family in ("CalGray", "CalRGB", "Lab"):
            return device(family)
        if family == "ICCBased":
            return self._profiled(parts[1], resources, depth)
        if family == "Indexed":
            base = self._read(parts[1], resources, depth + 1)
            return Space(family, 1, base=base, lookup=_lookup(parts[3:4]))
        if family in ("Separation", "DeviceN") and len(parts) >= 4:
            return self._spot(family, parts, resources, depth)
        if family == "Pattern":
            return Space(family, 0, base=self._read(parts[1], resources, depth + 1))
        return self._strange(f"there is no kind of colour space {family[:40]}")

    def _profiled(self, stream: Any, resources: Any, depth: int) -> Space:
        count = whole(table(stream).get("/N"))
        profile = _once(stream, self._profiles, profile_of)
        instead = table(stream).get("/Alternate")
        if count not in (1, 3, 4):
            return self._strange("a colour space with a profile has no components")
        base = self._read(instead, resources, depth + 1) if instead is not None else None
        return Space("ICCBased", count, base=base, profile=profile)

    def _spot(self, family: str, parts: list[Any], resources: Any, depth: int) -> Space:
        given = list(parts[1])[:_MOST_COLORANTS] if family == "DeviceN" else parts[1:2]
        names = tuple(name(each) for each in given)
        base = self._read(parts[2], resources, depth + 1)
        tint = _once(parts[3], self._tints, _tint)
        return Space(family, len(names), names, base, tint=tint.function, tint_key=tint.key)

    def _strange(self, why: str) -> Space:
        if why not in self.odd:
            self.odd.append(why)
        return GRAY


def _once(part: Any, known: dict[tuple[int, int], _Read], read: Callable[[Any], _Read]) -> _Read:
    """What is read of a part, which is known again where it has a number."""
    key = same(part)
    if key is None:
        return read(part)
    if key not in known:
        known[key] = read(part)
    return known[key]


def _tint(function: Any) -> _Tint:
    key = hashlib.sha256(_written(function)).hexdigest()[:16]
    return _Tint(function_of(function), key)


def _written(function: Any) -> bytes:
    """The bytes that tell whether two functions are the same."""
    if not isinstance(function, pikepdf.Stream):
        return bytes(function.unparse()) if isinstance(function, pikepdf.Object) else b""
    keys = ("/FunctionType", "/Domain", "/Range", "/Size", "/Encode", "/Decode")
    head = " ".join(f"{key} {function.get(key)!r}" for key in keys)
    try:
        return head.encode() + unpacked(function, 1 << 22)
    except (Undecodable, TooMuch):
        return head.encode()


def _lookup(found: list[Any]) -> bytes:
    if found and isinstance(found[0], pikepdf.Stream):
        try:
            return unpacked(found[0], 1 << 16)
        except (Undecodable, TooMuch):
            return b""
    if found and isinstance(found[0], pikepdf.String):
        return bytes(found[0])
    return b""
