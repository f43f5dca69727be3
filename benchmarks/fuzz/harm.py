"""How files come to harm: as texts that somebody mistyped, as bytes that a disk lost."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from benchmarks.fuzz import odd

LARGEST = 1_000_000
"""Characters beyond which a text is not made longer: limits of size are no secret."""

TOKEN = re.compile(r'"[^"\n]*"|[-+\w.]+|[^\s\w]')
Lines = list[str]


def harmed_text(sample: str, others: Sequence[str], dice: random.Random) -> str:
    """A text that came to harm one to six times; `others` are texts of its kind."""
    made = sample
    for _ in range(dice.choice((1, 1, 1, 2, 2, 3, 4, 6))):
        way = dice.choice(WAYS)
        made = way(made, others, dice)[: 2 * LARGEST]
    return made


def harmed_bytes(sample: bytes, others: Sequence[bytes], dice: random.Random) -> bytes:
    """A file that came to harm one to eight times."""
    made = bytearray(sample)
    for _ in range(dice.choice((1, 1, 2, 2, 3, 4, 8))):
        dice.choice(BYTE_WAYS)(made, others, dice)
    return bytes(made)


def encoded(text: str, dice: random.Random) -> bytes:
    """A text as bytes: as a rule UTF-8, at times as other editors save it."""
    plain = text.encode("utf-8", "surrogatepass")
    kind = dice.randrange(40)
    if kind == 0:
        return text.encode("utf-16", "surrogatepass")
    if kind == 1:
        return text.encode("cp1252", "replace")
    if kind == 2:
        return b"\xef\xbb\xbf" + plain
    if kind == 3:
        return plain.replace(b"\n", b"\r")
    if kind == 4:
        return plain.replace(b"\n", b"\r\n")
    if kind == 5:
        return harmed_bytes(plain, (plain,), dice)
    return plain


def _some(text: str, dice: random.Random) -> tuple[int, int]:
    """A stretch of a text, as a rule a short one."""
    start = dice.randrange(len(text) + 1)
    return start, min(len(text), start + dice.choice((1, 1, 3, 10, 80, 1000)))


def _odd_token(text: str, _: Sequence[str], dice: random.Random) -> str:
    found = [match.span() for match in TOKEN.finditer(text)]
    if not found:
        return odd.value(dice)
    start, end = dice.choice(found)
    return text[:start] + odd.value(dice) + text[end:]


def _other_token(text: str, others: Sequence[str], dice: random.Random) -> str:
    mine, theirs = TOKEN.findall(text), TOKEN.findall(dice.choice(others))
    if not mine or not theirs:
        return text
    return text.replace(dice.choice(mine), dice.choice(theirs), dice.choice((1, 1, -1)))


def _insert(text: str, _: Sequence[str], dice: random.Random) -> str:
    at = dice.randrange(len(text) + 1)
    return text[:at] + odd.text(dice) + text[at:]


def _nest(text: str, _: Sequence[str], dice: random.Random) -> str:
    at = dice.randrange(len(text) + 1)
    return text[:at] + odd.nest(dice) + text[at:]


def _nested_value(text: str, _: Sequence[str], dice: random.Random) -> str:
    found = [match.span() for match in TOKEN.finditer(text)] or [(0, 0)]
    start, end = dice.choice(found)
    return text[:start] + odd.nest(dice) + text[end:]


def _without(text: str, _: Sequence[str], dice: random.Random) -> str:
    start, end = _some(text, dice)
    return text[:start] + text[end:]


def _again(text: str, _: Sequence[str], dice: random.Random) -> str:
    start, end = _some(text, dice)
    many = min(dice.choice((2, 2, 10, 100, 5000)), LARGEST // max(end - start, 1))
    return text[:end] + text[start:end] * many + text[end:]


def _moved(text: str, _: Sequence[str], dice: random.Random) -> str:
    start, end = _some(text, dice)
    part, rest = text[start:end], text[:start] + text[end:]
    at = dice.randrange(len(rest) + 1)
    return rest[:at] + part + rest[at:]


def _cut_short(text: str, _: Sequence[str], dice: random.Random) -> str:
    return text[: dice.randrange(len(text) + 1)]


def _lines(change: Callable[[Lines, random.Random], None]) -> Callable[..., str]:
    def changed(text: str, _: Sequence[str], dice: random.Random) -> str:
        lines = text.split("\n")
        change(lines, dice)
        return "\n".join(lines)

    return changed


def _line_gone(lines: Lines, dice: random.Random) -> None:
    del lines[dice.randrange(len(lines))]


def _line_again(lines: Lines, dice: random.Random) -> None:
    many = min(dice.choice((1, 1, 3, 50, 2000)), LARGEST // max(len("\n".join(lines)), 1) + 1)
    at = dice.randrange(len(lines))
    lines[at:at] = [lines[at]] * many


def _lines_shuffled(lines: Lines, dice: random.Random) -> None:
    start = dice.randrange(len(lines))
    part = lines[start : start + dice.choice((2, 5, 1000))]
    dice.shuffle(part)
    lines[start : start + len(part)] = part


def _line_joined(lines: Lines, dice: random.Random) -> None:
    if len(lines) > 1:
        at = dice.randrange(len(lines) - 1)
        lines[at : at + 2] = [lines[at] + lines[at + 1]]


def _spliced(text: str, others: Sequence[str], dice: random.Random) -> str:
    other = dice.choice(others)
    start, end = _some(other, dice)
    at = dice.randrange(len(text) + 1)
    return text[:at] + other[start:end] + text[at:]


def _halves(text: str, others: Sequence[str], dice: random.Random) -> str:
    other = dice.choice(others)
    return text[: dice.randrange(len(text) + 1)] + other[dice.randrange(len(other) + 1) :]


WAYS: tuple[Callable[[str, Sequence[str], random.Random], str], ...] = (
    _odd_token,
    _odd_token,
    _odd_token,
    _odd_token,
    _other_token,
    _other_token,
    _other_token,
    _insert,
    _insert,
    _nest,
    _nested_value,
    _without,
    _again,
    _moved,
    _cut_short,
    _lines(_line_gone),
    _lines(_line_again),
    _lines(_lines_shuffled),
    _lines(_line_joined),
    _spliced,
    _halves,
)


# --- bytes --------------------------------------------------------------------------------------


def _at(made: bytearray, dice: random.Random) -> int:
    """A place in a file, as a rule near its beginning, where formats keep their sizes."""
    if not made:
        return 0
    return dice.randrange(min(len(made), dice.choice((64, 512, len(made), len(made)))))


def _flipped(made: bytearray, _: Sequence[bytes], dice: random.Random) -> None:
    for _ in range(dice.choice((1, 1, 4, 32))):
        if made:
            made[_at(made, dice)] ^= 1 << dice.randrange(8)


def _overwritten(made: bytearray, _: Sequence[bytes], dice: random.Random) -> None:
    at = _at(made, dice)
    size = dice.choice((1, 2, 4, 8, 64))
    made[at : at + size] = dice.choice((b"\0", b"\xff", b"\x7f", b"\x80")) * size


def _large(made: bytearray, _: Sequence[bytes], dice: random.Random) -> None:
    at = _at(made, dice)
    number = dice.choice((0, 1, 0x7F, 0xFFFF, 30_000, 100_000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF))
    size = 4 if number > 0xFFFF else dice.choice((2, 4))
    made[at : at + size] = number.to_bytes(size, dice.choice(("big", "little")))


def _digits(made: bytearray, _: Sequence[bytes], dice: random.Random) -> None:
    found = [*re.finditer(rb"\d+", bytes(made[:200_000]))]
    if found:
        start, end = dice.choice(found).span()
        new = dice.choice((b"0", b"-1", b"99999999", b"2147483648", b"9" * 400, b"1", b"7"))
        made[start:end] = new


def _bytes_gone(made: bytearray, _: Sequence[bytes], dice: random.Random) -> None:
    at = _at(made, dice)
    del made[at : at + dice.choice((1, 2, 16, 300, 5000))]


def _bytes_again(made: bytearray, _: Sequence[bytes], dice: random.Random) -> None:
    at = _at(made, dice)
    made[at:at] = made[at : at + dice.choice((1, 4, 100, 3000))] * dice.choice((1, 2, 50))


def _truncated(made: bytearray, _: Sequence[bytes], dice: random.Random) -> None:
    del made[dice.randrange(len(made) + 1) :]


def _noise(made: bytearray, _: Sequence[bytes], dice: random.Random) -> None:
    at = _at(made, dice)
    made[at:at] = dice.randbytes(dice.choice((1, 4, 64)))


def _grafted(made: bytearray, others: Sequence[bytes], dice: random.Random) -> None:
    other = dice.choice(others)
    at, start = _at(made, dice), dice.randrange(len(other) + 1)
    made[at:at] = other[start : start + dice.choice((16, 500, 20_000))]


BYTE_WAYS: tuple[Callable[[bytearray, Sequence[bytes], random.Random], None], ...] = (
    _flipped,
    _flipped,
    _flipped,
    _overwritten,
    _overwritten,
    _large,
    _large,
    _digits,
    _bytes_gone,
    _bytes_again,
    _truncated,
    _noise,
    _grafted,
)
