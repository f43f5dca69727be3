"""CMaps: how strings are cut into codes, and what codes stand for. Source: ISO 32000-1, 9.7.5 and
9.10.3; Adobe's technical notes 5014 and 5411."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_TOKEN = re.compile(
    rb"%[^\r\n]*|<([0-9A-Fa-f\s]*)>|/([^\s<>\[\]()/%{}]+)|([\[\]])|([^\s<>\[\]()/%{}]+)"
    rb"|\((?:\\.|[^\\)])*\)"
)
_MOST = 1 << 16  # codes of one range
_PREDEFINED = {
    "GB1": "GB-EUC GBpc-EUC GBK-EUC GBKp-EUC GBK2K UniGB-UCS2 UniGB-UTF16",
    "CNS1": "B5pc HKscs-B5 ETen-B5 ETenms-B5 CNS-EUC UniCNS-UCS2 UniCNS-UTF16",
    "Japan1": "83pv-RKSJ 90ms-RKSJ 90msp-RKSJ 90pv-RKSJ Add-RKSJ EUC Ext-RKSJ UniJIS-UCS2 "
    "UniJIS-UCS2-HW UniJIS-UTF16",
    "Korea1": "KSC-EUC KSCms-UHC KSCms-UHC-HW KSCpc-EUC UniKS-UCS2 UniKS-UTF16",
}
PREDEFINED = {
    f"{name}-{way}": ordering
    for ordering, names in _PREDEFINED.items()
    for name in names.split()
    for way in "HV"
} | {"H": "Japan1", "V": "Japan1", "Identity-H": "Identity", "Identity-V": "Identity"}
"""The CMaps that every reader knows, by their name, with the ordering of their characters (ISO
32000-1, table 118)."""

IDENTITY = ("Identity-H", "Identity-V")


@dataclass(slots=True)
class CMap:
    """What a CMap stream says: code space (bytes of a code, first, last), CIDs and texts of codes,
    its names and numbers by key, and the CMap that it builds on."""

    spaces: list[tuple[int, int, int]] = field(default_factory=list)
    cids: dict[int, int] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    uses: str = ""

    def codes(self, string: bytes) -> Iterator[int]:
        """The codes of a string."""
        lengths = sorted({length for length, _, _ in self.spaces}) or [2]
        at = 0
        while at < len(string):
            length = next((n for n in lengths if self._is_code(string[at : at + n], n)), lengths[0])
            yield int.from_bytes(string[at : at + length], "big")
            at += length

    def _is_code(self, part: bytes, length: int) -> bool:
        code = int.from_bytes(part, "big")
        return len(part) == length and any(
            size == length and first <= code <= last for size, first, last in self.spaces
        )


def two_bytes(string: bytes) -> Iterator[int]:
    """The codes of a string where each has two bytes."""
    for at in range(0, len(string), 2):
        yield int.from_bytes(string[at : at + 2], "big")


def read_cmap(data: bytes) -> CMap:
    """A CMap from its stream; what cannot be understood in it is passed over."""
    made, operands = CMap(), list[bytes | str | list[bytes | str]]()
    array: list[bytes | str] | None = None
    for token in _tokens(data):
        if token == "[":
            array = []
        elif token == "]":
            operands.append(array or [])
            array = None
        elif array is not None:
            array.append(token)
        elif isinstance(token, str) and token in _SECTIONS:
            _SECTIONS[token](made, operands)
            operands = []
        elif token in ("def", "usecmap"):
            _said(made, operands, str(token))
            operands = []
        elif isinstance(token, str) and token.startswith("begin"):
            operands = []
        else:
            operands.append(token)
    return made


def _tokens(data: bytes) -> Iterator[bytes | str]:
    """Strings as bytes, all else as text; names begin with a slash."""
    for match in _TOKEN.finditer(data):
        digits, name, bracket, word = match.groups()
        if digits is not None:
            text = b"".join(digits.split()).decode("ascii")
            yield bytes.fromhex(text + "0" * (len(text) % 2))
        elif name is not None:
            yield f"/{name.decode('latin-1')}"
        elif bracket or word:
            yield (bracket or word).decode("latin-1")
        elif match.group().startswith(b"("):
            yield match.group().decode("latin-1")


_Operands = list[bytes | str | list[bytes | str]]


def _said(made: CMap, operands: _Operands, operator: str) -> None:
    if operator == "usecmap" and operands:
        made.uses = str(operands[-1]).lstrip("/")
    elif len(operands) > 1 and isinstance(operands[-2], str):
        made.said[operands[-2].lstrip("/")] = str(operands[-1]).strip("()/")


def _spaces(made: CMap, operands: _Operands) -> None:
    for first, last in zip(operands[::2], operands[1::2], strict=False):
        if isinstance(first, bytes) and isinstance(last, bytes):
            space = len(first), int.from_bytes(first, "big"), int.from_bytes(last, "big")
            made.spaces.append(space)


def _cid_ranges(made: CMap, operands: _Operands) -> None:
    for first, last, cid in zip(operands[::3], operands[1::3], operands[2::3], strict=False):
        if isinstance(first, bytes) and isinstance(last, bytes) and str(cid).isdigit():
            for number, code in enumerate(_range(first, last)):
                made.cids[code] = int(str(cid)) + number


def _cid_codes(made: CMap, operands: _Operands) -> None:
    for code, cid in zip(operands[::2], operands[1::2], strict=False):
        if isinstance(code, bytes) and str(cid).isdigit():
            made.cids[int.from_bytes(code, "big")] = int(str(cid))


def _text_codes(made: CMap, operands: _Operands) -> None:
    for code, text in zip(operands[::2], operands[1::2], strict=False):
        if isinstance(code, bytes) and isinstance(text, bytes):
            made.texts[int.from_bytes(code, "big")] = _text(text)


def _text_ranges(made: CMap, operands: _Operands) -> None:
    for first, last, to in zip(operands[::3], operands[1::3], operands[2::3], strict=False):
        if not (isinstance(first, bytes) and isinstance(last, bytes)):
            continue
        codes = _range(first, last)
        if isinstance(to, list):
            texts = (_text(text) for text in to if isinstance(text, bytes))
            made.texts.update(zip(codes, texts, strict=False))
        elif isinstance(to, bytes):
            start = int.from_bytes(to, "big")
            for number, code in enumerate(codes):
                value = (start + number) % (1 << 8 * len(to)) if to else 0
                made.texts[code] = _text(value.to_bytes(len(to), "big"))


def _range(first: bytes, last: bytes) -> range:
    start = int.from_bytes(first, "big")
    return range(start, min(int.from_bytes(last, "big") + 1, start + _MOST))


def _text(data: bytes) -> str:
    return data.decode("utf-16-be", "replace") if len(data) > 1 else data.decode("latin-1")


_SECTIONS = {
    "endcodespacerange": _spaces,
    "endcidrange": _cid_ranges,
    "endcidchar": _cid_codes,
    "endbfrange": _text_ranges,
    "endbfchar": _text_codes,
}
