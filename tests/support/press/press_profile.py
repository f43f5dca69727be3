"""An ICC profile of a printing press, made here: what a real one has (tables both ways between Lab
and four inks), by formulas. Those of real presses lie in shared/corpora/icc, where that is.

Source: ICC.1:2001-04, 6.5.8 (lut8Type).
"""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path

import numpy as np

ICC = Path(__file__).parents[4] / "shared" / "corpora" / "icc"
REAL = ICC / "IFRA26S_2004_newsprint.icc"
_WHITE = (0.9642, 1.0, 0.8249)
_GRID = {3: 9, 4: 5}


@cache
def press_profile() -> bytes:
    """A profile of inks that mix as light does, with black in place of two thirds of the grey."""
    tags = {
        b"desc": _description("newsgrid test press"),
        b"cprt": b"text\0\0\0\0none\0",
        b"wtpt": b"XYZ \0\0\0\0" + b"".join(map(_fixed, _WHITE)),
        b"A2B0": _table(4, 3, _lab_of_inks),
        b"B2A0": _table(3, 4, _inks_of_lab),
    }
    head, body, at = b"", b"", 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        data += b"\0" * (-len(data) % 4)
        head += name + struct.pack(">II", at + len(body), len(data))
        body += data
    whole = at + len(body)
    start = struct.pack(">I4sI4s4s4s", whole, b"\0" * 4, 0x02400000, b"prtr", b"CMYK", b"Lab ")
    start += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + b"\0" * 28
    start += b"".join(map(_fixed, _WHITE))
    return start.ljust(128, b"\0") + struct.pack(">I", len(tags)) + head + body


def _fixed(value: float) -> bytes:
    return struct.pack(">i", round(value * 65536))


def _description(text: str) -> bytes:
    raw = text.encode("ascii") + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(raw)) + raw + b"\0" * 78


def _table(inputs: int, outputs: int, formula) -> bytes:
    grid = _GRID[inputs]
    axes = [np.linspace(0, 1, grid)] * inputs
    rows = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, inputs)
    cells = np.rint(np.clip(formula(rows), 0, 1) * 255).astype(np.uint8).tobytes()
    line = bytes(range(256))
    matrix = b"".join(map(_fixed, (1, 0, 0, 0, 1, 0, 0, 0, 1)))
    head = b"mft1\0\0\0\0" + bytes((inputs, outputs, grid, 0)) + matrix
    return head + line * inputs + cells + line * outputs


def _lab_of_inks(rows):
    light = (1 - rows[:, :3]) * (1 - rows[:, 3:])
    linear = np.where(light <= 0.04045, light / 12.92, ((light + 0.055) / 1.055) ** 2.4)
    to_xyz = np.array(
        [[0.4361, 0.3851, 0.1431], [0.2225, 0.7169, 0.0606], [0.0139, 0.0971, 0.7141]]
    )
    share = (linear @ to_xyz.T) / _WHITE
    f = np.where(share > 0.008856, np.cbrt(share), share * 7.787 + 16 / 116)
    lab = np.stack([116 * f[:, 1] - 16, 500 * (f[:, 0] - f[:, 1]), 200 * (f[:, 1] - f[:, 2])], 1)
    return (lab + np.array((0, 128, 128))) / (100, 255, 255)


def _inks_of_lab(rows):
    lab = rows * (100, 255, 255) - (0, 128, 128)
    f = (lab[:, 0] + 16) / 116
    parts = np.stack([f + lab[:, 1] / 500, f, f - lab[:, 2] / 200], axis=1)
    share = np.where(parts > 0.2069, parts**3, (parts - 16 / 116) / 7.787)
    back = np.array(
        [[3.1339, -1.6169, -0.4906], [-0.9788, 1.9161, 0.0335], [0.0719, -0.229, 1.4052]]
    )
    linear = np.clip((share * _WHITE) @ back.T, 0, 1)
    light = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    inks = 1 - light
    black = np.min(inks, axis=1, keepdims=True) * 2 / 3
    return np.concatenate([(inks - black) / np.maximum(1 - black, 1e-6), black], axis=1)
