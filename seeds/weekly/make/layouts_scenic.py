"""Layouts on a picture: the ad is printed from pixels, as many small advertisers send it."""

from __future__ import annotations

import base64
import io

import scenes_estuary as scene
from parts import pad
from sheet import Sheet
from wording import Copy


def scenic(s: Sheet, c: Copy) -> None:
    """A picture over the whole ad, with type in its dark parts."""
    k, m = c.inks, pad(s)
    height = 760
    picture = scene.backdrop(c("scene"), round(height * s.width / s.height), height)
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=88)
    uri = base64.b64encode(data.getvalue()).decode()
    s.parts.append(
        f'<img src="data:image/jpeg;base64,{uri}" style="position:absolute;left:0;top:0;'
        f'width:{s.width:.3f}pt;height:{s.height:.3f}pt">'
    )
    w = s.width - 2 * m
    at = m
    at += s.fill(c("name"), m, at, w, s.height * 0.08, "f8", "#fff", "l", 12, 1.1, track=0.06)
    s.fill(c("head"), m, at + 2, w, s.height * 0.3, "n5", "#fff", "l", 40, 1.0)
    end = s.height - m
    call = k.on(k.dark, k.accent, k.light)
    end -= s.fill(c("phone"), m, end - 18, w, 18, "f8", call, "l", 14, 1.2, valign="b")
    room = 34 if s.height > s.width * 0.7 else 14  # a shallow picture keeps its middle clear
    s.fill(c("body"), m, end - room, w, room, "f6", "#fff", "l", 12, 1.2, valign="b")
