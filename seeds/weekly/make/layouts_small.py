"""Layouts for small ads, strips and coupons."""

from __future__ import annotations

import drawings as d
import icons
from parts import band, border, contact, flash, foot, pad
from sheet import Sheet
from stacked import Art, Items, Stack, Text
from wording import Copy


def _icon(name: str, main: str, accent: str, light: str) -> d.Drawing:
    made = {
        "tap": lambda: icons.tap(main, accent),
        "paw": lambda: icons.paw(main),
        "dumbbell": lambda: icons.dumbbell(main),
        "spade": lambda: icons.spade(main, accent),
        "anchor": lambda: icons.anchor(main),
        "car": lambda: d.car(main, light, "#161616"),
        "house": lambda: d.house("#ffffff", accent, main, light, "none"),
        "flower": lambda: d.flower(accent, main, main),
        "yacht": lambda: d.yacht("#ffffff", accent, main, main),
        "branch": lambda: icons.branch(main),
        "pint": lambda: d.tumbler("#ffffff", "#d9952f", light),
        "bread": lambda: d.goods("bread", main, accent, accent),
        "leek": lambda: d.goods("leek", main, light, accent),
        "ferry": lambda: d.ferry(main, "#fff", "#1a1a1a", main),
        "crest": lambda: icons.crest(main, "#fff"),
        "posters": lambda: icons.posters(main, accent, light),
        "chair": lambda: icons.chairlift(main, accent, light),
        "turf": lambda: icons.turf(main, accent),
        "ring": lambda: icons.ring(main, accent),
        "cycle": lambda: icons.cycle(main, accent),
        "roof": lambda: icons.roof(main),
        "flame": lambda: icons.flame(main, accent),
    }
    return made[name]()


def card(s: Sheet, c: Copy) -> None:
    """A professional card: quiet, in a double frame."""
    k, m = c.inks, pad(s)
    s.rect(0, 0, s.width, s.height, "#fff")
    border(s, k.main, 1.4)
    border(s, k.main, 0.4, 2.8)
    words = Stack()
    if c("art"):
        icon = _icon(c("art"), k.main, k.accent, k.light)
        words.add(Art(30, lambda x, y, w, h: s.art(icon, x, y, w, h), 64))
    words.add(Text(c("name"), "n5", 19, k.dark, 44, 1.06))
    words.add(Art(4, lambda x, y, w, h: s.hair(x + w / 2 - 18, y + h / 2, 36, k.main, 0.8), 6))
    words.add(Text(c("sub"), "f6", 8, k.main, 12.5, track=0.05))
    words.add(Text(c("body"), "s4i", 8.6, k.dark, 15, 1.28))
    words.add(Text(c("address"), "s4", 7, k.dark, 10, 1.25))
    words.add(Text(c("phone"), "f8", 11, k.main, 20))
    words.draw(s, m * 1.2, m * 1.1, s.width - 2.4 * m, s.height - 2.2 * m, "c")


def trade(s: Sheet, c: Copy) -> None:
    """A tradesman's ad: name reversed, what he does, his number."""
    k, m = c.inks, max(5.0, pad(s) * 0.8)
    s.rect(0, 0, s.width, s.height, k.light)
    top = s.height * 0.31
    band(s, 0, top, k.main)
    iw = min(top * 1.1, s.width * 0.3) if c("art") else 0
    call = k.on(k.main, k.accent, "#d0d0d0")
    if iw:
        s.art(_icon(c("art"), "#ffffff", call, k.light), m * 0.6, 4, iw - 2, top - 8)
    s.fill(
        c("name"), m + iw, 2, s.width - 2 * m - iw, top - 4, "c9", "#fff", "l", 40, 1.02, valign="m"
    )
    w = s.width - 2 * m
    ph = min(s.height * 0.22, 30)
    strong = k.accent if k.accent != k.main else k.dark
    band(s, s.height - ph, ph, strong)
    s.fill(
        c("phone"),
        m,
        s.height - ph,
        w,
        ph,
        "c9",
        k.on(strong, "#ffffff", k.dark),
        "c",
        28,
        1.0,
        valign="m",
    )
    words = Stack()
    words.add(Items(c.list("items"), "f6", 8, k.dark, strong, 13))
    words.draw(s, m, top + 3, w, s.height - ph - top - 5)


def strip(s: Sheet, c: Copy) -> None:
    """A strip over the whole page: drawing, headline, facts."""
    k, m = c.inks, pad(s)
    s.rect(0, 0, s.width, s.height, k.main)
    dw = min(s.height * 1.1, s.width * 0.2)
    slant = s.height * 0.22
    s.svg(f'<path d="M0 0h{dw:.1f}l{slant:.1f} {s.height:.1f}H0z" fill="{k.light}"/>')
    s.art(_icon(c("art"), k.main, k.accent, "#fff"), m, m * 0.7, dw - m, s.height - m * 1.4)
    x = dw + slant + m
    rw = s.width * 0.22
    words = Stack()
    words.add(Text(c("name"), "f8", 10, k.on(k.main, k.accent, k.light), 16, track=0.06))
    words.add(Text(c("head"), "n5", 32, "#fff", 60, 1.02))
    words.add(Text(c("sub"), "f4", 9.5, k.light, 14, 1.25))
    words.draw(s, x, m * 0.7, s.width - x - rw - 1.6 * m, s.height - m * 1.4)
    rx = s.width - rw
    s.rect(rx, 0, rw, s.height, k.accent)
    ink = k.on(k.accent, "#ffffff", k.dark)
    side = Stack()
    side.add(Text(c("flash"), "c9", 30, ink, 56, 0.98))
    side.add(
        Text(
            "|".join(p for p in (c("phone"), c("web"), c("address")) if p),
            "f6",
            8.5,
            ink,
            12.5,
            1.3,
        )
    )
    side.draw(s, rx + m, m * 0.7, rw - 2 * m, s.height - m * 1.4)


def coupon(s: Sheet, c: Copy) -> None:
    """An offer above a coupon to cut out."""
    k, m = c.inks, pad(s)
    s.rect(0, 0, s.width, s.height, "#fff")
    tall = s.height > s.width * 0.8
    cx, cy, cw, ch = (
        (m * 0.6, s.height * 0.56, s.width - m * 1.2, s.height * 0.44 - m * 0.6)
        if tall
        else (s.width * 0.52, m * 0.7, s.width * 0.48 - m * 0.6, s.height - m * 1.4)
    )
    pw, ph = (s.width, cy - 6) if tall else (cx - 7, s.height)
    s.rect(0, 0, pw, ph, k.main)
    iw = pw * 0.32 if tall else 0
    call = k.on(k.main, k.accent, k.light)
    if iw:
        s.art(
            _icon(c("art"), k.light, k.on(k.main, k.accent, "#e9b44c"), k.light),
            pw - iw - m * 0.6,
            m,
            iw,
            ph - 2 * m,
        )
    words = Stack()
    words.add(Text(c("name"), "f8", 11, call, 18))
    words.add(Text(c("head"), "n5", 21, "#fff", 44, 1.04))
    words.add(Text(c("body"), "f4", 8.5, k.light, 13, 1.25))
    words.draw(s, m, m * 0.6, pw - 2 * m - iw, ph - m * 1.2)
    s.rect(cx, cy, cw, ch, k.light, k.dark, 1.1, 0, "4 3")
    s.rect(cx + 9, cy - 4.5, 17, 9, "#fff")
    s.art(icons.scissors(k.dark), cx + 10, cy - 5, 15, 10)
    inside = Stack()
    inside.add(Text(c("offer"), "c9", 34, k.main, 74, 1.0))
    inside.add(Text(contact(c) if cw > 190 else c("phone"), "f8", 8.5, k.dark, 15))
    inside.add(Text(c("small"), "f4", 6.6, k.dark, 9, 1.22))
    inside.draw(s, cx + 8, cy + 6, cw - 16, ch - 10, "c")


def funeral(s: Sheet, c: Copy) -> None:
    """A funeral director: air, a branch, thin lines."""
    k, m = c.inks, pad(s) * 1.4
    s.rect(0, 0, s.width, s.height, "#fff")
    border(s, k.main, 0.6, 3)
    words = Stack()
    words.add(Art(20, lambda x, y, w, h: s.art(icons.branch(k.main), x, y, w, h), 28))
    words.add(Text(c("name"), "s3", 24, k.dark, 34, 1.08))
    words.add(Text(c("sub"), "f3", 8, k.main, 10.5, track=0.1))
    words.add(Text(c("body"), "n5i", 12, k.dark, 17, 1.3))
    words.add(Text(c("address"), "f4", 7.4, k.dark, 9.5, 1.25))
    words.add(Text(c("phone"), "s3", 15, k.dark, 21))
    words.draw(s, m, m, s.width - 2 * m, s.height - 2 * m, "c")


def optician(s: Sheet, c: Copy) -> None:
    """An optician: the headline as an eye chart."""
    k, m = c.inks, pad(s)
    s.rect(0, 0, s.width, s.height, "#fff")
    border(s, k.main, 1.2)
    foot_y = foot(s, c, k.main, "#fff")
    words = Stack()
    for size, line in zip((50, 27, 19, 10), c.list("chart"), strict=True):
        words.add(Text(line, "f9", size, k.dark, 80, 1.08, 0.22 if size > 12 else 0.12))
    words.add(Art(26, lambda x, y, w, h: s.art(icons.spectacles(k.main, k.light), x, y, w, h)))
    words.add(Text(c("name"), "n5", 18, k.main, 34, 1.05))
    words.add(Text(c("body"), "f4", 8, k.dark, 12, 1.25))
    words.draw(s, m, m * 0.7, s.width - 2 * m, foot_y - m * 1.2, "c")


def brewery(s: Sheet, c: Copy) -> None:
    """A brewery: a pint and hops on a dark ground."""
    k, m = c.inks, pad(s)
    s.rect(0, 0, s.width, s.height, k.dark)
    border(s, k.main, 0.8, 4)
    beer = "#d08a2c"
    dw = s.width * 0.26
    s.svg(
        f'<circle cx="{dw * 0.66:.1f}" cy="{s.height / 2:.1f}" r="{min(dw * 0.6, s.height * 0.4):.1f}"'
        f' fill="{k.main}"/>'
    )
    s.art(d.tumbler("#ffffff", beer, k.light), m * 1.6, m * 1.4, dw * 0.92, s.height - 2.8 * m)
    compact = s.width < 500
    hw = s.height * (0.3 if compact else 0.42)
    for i in range(1 if compact else 2):
        s.art(
            d.hop("#9fb06a", "#5d6b36"),
            s.width - hw * (0.9 + i * 0.62),
            m * 1.2 + i * hw * 0.3,
            hw * (0.8 - i * 0.22),
            hw * (0.8 - i * 0.22),
        )
    words = Stack()
    words.add(Text(c("name"), "f8", 11, "#d8b25a", 18, track=0.1))
    words.add(Text(c("head"), "s9", 42, k.light, 80, 1.02))
    words.add(Text(c("body"), "n5", 14, k.light, 20, 1.25))
    words.add(
        Text(contact(c).replace("  ·  ", "|" if compact else "  ·  "), "f6", 10, "#d8b25a", 14)
    )
    words.add(Text(c("small"), "f4", 6.8, k.light, 8.5))
    words.draw(
        s, dw + 2 * m, m, s.width - dw - 3 * m - hw * (0.62 if compact else 1), s.height - 2 * m
    )


def pitch(s: Sheet, c: Copy) -> None:
    """A plain pitch: drawing, headline, copy, contact."""
    k, m = c.inks, pad(s)
    s.rect(0, 0, s.width, s.height, k.light)
    border(s, k.main, 1.4)
    foot_y = foot(s, c, k.main, "#fff")
    wide = s.width > s.height * 1.12
    if wide:
        dw = s.width * 0.3
        s.art(_icon(c("art"), k.main, k.accent, "#fff"), m, m, dw - m, foot_y - 2 * m)
        x, w, y = dw + m, s.width - dw - 2 * m, m * 0.6
    else:
        dh = (foot_y - m) * 0.3
        s.art(_icon(c("art"), k.main, k.accent, "#fff"), m, m, s.width - 2 * m, dh - 4)
        x, w, y = m, s.width - 2 * m, m + dh
    fr = min(foot_y * 0.17, s.width * 0.12) if c("flash") else 0
    words = Stack()
    words.add(Text(c("name"), "f8", 10, k.on(k.light, k.accent, k.main), 17, track=0.03))
    words.add(Text(c("head"), "n5", 24, k.dark, 56, 1.04))
    words.add(Text(c("body"), "f4", 9, k.dark, 15, 1.25))
    words.draw(s, x, y, w - (fr * 2.1 if fr and wide else 0), foot_y - y - m * 0.5)
    if fr:
        flash(
            s,
            c("flash"),
            s.width - m * 0.6 - fr,
            foot_y - fr - 5 if wide else m * 0.6 + fr,
            fr,
            (k.accent, k.on(k.accent, "#ffffff", k.dark)),
        )
