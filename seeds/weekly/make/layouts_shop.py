"""Layouts for those who sell things: houses, cars, plants, groceries, sofas."""

from __future__ import annotations

import drawings as d
from parts import band, border, flash, foot, pad
from sheet import Sheet
from stacked import Rows, Stack, Text
from wording import Copy

HOUSES = (d.house, d.terrace, d.cottage)
GREY = "#4a4a4a"


def estate(s: Sheet, c: Copy) -> None:
    """An estate agent: a band with the name, homes with their prices."""
    k, m = c.inks, pad(s)
    s.rect(0, 0, s.width, s.height, k.paper)
    top = min(64.0, s.height * 0.14 + 8)
    band(s, 0, top, k.main)
    s.fill(c("name"), m, 3, s.width - 2 * m, top * 0.56, "n5", "#fff", "c", 44, 1.0, valign="m")
    s.fill(
        c("sub"),
        m,
        top * 0.62,
        s.width - 2 * m,
        top * 0.3,
        "f4",
        k.light,
        "c",
        11,
        1.1,
        track=0.06,
        valign="m",
    )
    foot_y = foot(s, c, k.dark, "#fff")
    homes = c.rows("homes")
    first = int(c("first", str(len(c("name")))))  # of the houses drawn
    across = int(c("across", "1"))
    down = -(-len(homes) // across)
    gap = 10.0
    cw = (s.width - 2 * m - gap * (across - 1)) / across
    ch = (foot_y - top - 2 * m + gap) / down - gap
    sky = "#e4e4e4" if k.main == GREY else "#d9e4ea"
    for i, (price, place, text) in enumerate(homes):
        x, y = m + (i % across) * (cw + gap), top + m + (i // across) * (ch + gap)
        beside = cw > ch * 1.2  # the picture stands at the left of the copy, not above it
        pw, picture = (min(ch * 1.45, cw * 0.44), ch) if beside else (cw, min(cw * 0.95, ch * 0.66))
        draw = HOUSES[(i + first) % 3]
        s.rect(x, y, pw, picture, sky)
        wide = min(pw * (0.9 if beside else 1), picture * 180 / 124)
        s.rect(x, y + picture - wide * 9 / 180, pw, wide * 9 / 180, k.dark)
        s.art(
            draw(("#fff", k.light)[i % 2], (k.accent, k.main)[i % 2], k.dark, "#fff", sky),
            x + (pw - wide) / 2,
            y + picture - wide * 124 / 180,
            wide,
            wide * 124 / 180,
        )
        s.rect(x, y, pw, picture, stroke=k.dark, sw=0.5)
        words = Stack()
        words.add(Text(price, "f8", 15, k.main, 30))
        words.add(Text(place, "f6", 9, k.dark, 15))
        words.add(Text(text, "f4", 8, k.dark, 13, 1.22))
        if beside:
            words.draw(s, x + pw + gap, y, cw - pw - gap, ch)
        else:
            words.draw(s, x, y + picture + 3, cw, ch - picture - 3, valign="t")


def cars(s: Sheet, c: Copy) -> None:
    """A car dealer: a headline, cars with prices, small print."""
    k, m = c.inks, pad(s)
    s.rect(0, 0, s.width, s.height, k.light)
    top = s.height * 0.25
    s.svg(f'<path d="M0 0h{s.width:.1f}v{top * 0.8:.1f}L0 {top:.1f}z" fill="{k.main}"/>')
    head = Stack()
    head.add(Text(c("head"), "c9i", 40, "#fff", 110, 1.0))
    head.add(Text(c("sub"), "f4", 9, "#fff", 15, 1.2))
    head.draw(s, m, m * 0.6, s.width - 2 * m, top * 0.84 - m * 0.8, valign="m")
    foot_y = foot(s, c, k.dark, "#fff", "f8")
    rows = c.rows("cars")
    across = int(c("across", "1"))
    down = -(-len(rows) // across)
    cw = (s.width - m * (across + 1)) / across
    tail = Stack()
    tail.add(Text(c("name"), "f9", 22, k.main, 46, 1.0))
    tail.add(Text(c("small"), "f4", 6.6, k.dark, 8.5))
    tail_h = s.height * 0.1 + 4
    tail.draw(s, m, foot_y - tail_h - 3, s.width - 2 * m, tail_h)
    y0 = top + 2
    ch = (foot_y - tail_h - 8 - y0) / down
    bodies = (k.main, "#8c9aa3", k.dark) if k.main != GREY else (GREY, "#999", "#222")
    strong = k.on(k.light, k.accent, k.main)
    for i, (name, price, text) in enumerate(rows):
        x, y = m + (i % across) * (cw + m), y0 + (i // across) * ch
        if i >= across:
            s.hair(x, y, cw, k.main, 0.6)
        tall = ch > cw * 0.55
        pw, ph = (cw, ch * 0.48) if tall else (cw * 0.5, ch - 8)
        s.art(d.car(bodies[(2 * i + i // across) % 3], "#dbe6ea", "#161616"), x, y + 4, pw, ph)
        tx, tw = (x, cw) if tall else (x + pw + 8, cw - pw - 8)
        ty, th = (y + ph + 2, ch - ph - 6) if tall else (y + 4, ch - 8)
        words = Stack()
        words.add(Text(name, "f8", 11, k.dark, 17))
        words.add(Text(price, "c9", 26, strong, 54, 1.0))
        words.add(Text(text, "f4", 8, k.dark, 11.5, 1.2))
        words.draw(s, tx, ty, tw, th)


def garden(s: Sheet, c: Copy) -> None:
    """A garden centre: flowers at both sides, offers in circles."""
    k, m = c.inks, pad(s)
    s.rect(0, 0, s.width, s.height, k.light)
    border(s, k.main, 3)
    foot_y = foot(s, c, k.main, "#fff")
    compact = s.width < 500
    fh = s.height * (0.27 if compact else 0.46)
    petals = (k.accent, "#c24a5a", "#e3b23c") if k.main != GREY else ("#777", "#999", "#555")
    for i in (1, 0) if compact else (2, 1, 0):
        h = fh * (1 - 0.2 * i)
        w = h * 0.72
        for left in (True, False):
            x = m + i * w * 0.3 if left else s.width - m - w - i * w * 0.3
            s.art(d.flower(petals[(i + (not left)) % 3], k.dark, k.main), x, foot_y - h, w, h)
    items = c.list("offers")
    r = min(s.width * (0.085 if compact else 0.075), s.height * 0.14)
    cy = foot_y - r - m
    words = Stack()
    words.add(Text(c("name"), "f8", 12, k.main, 24, track=0.08))
    words.add(Text(c("head"), "n5i", 36, k.dark, 90, 1.0))
    words.add(Text(c("body"), "f4", 10, k.dark, 15, 1.28))
    side = 0.06 if compact else 0.22
    words.draw(s, s.width * side, m, s.width * (1 - 2 * side), cy - r - m - 6, "c")
    for i, item in enumerate(items):
        cx = s.width / 2 + (i - (len(items) - 1) / 2) * (2 * r + 8)
        s.svg(
            f'<circle cx="{cx:.1f}" cy="{cy:.1f}" r="{r:.1f}" fill="{k.accent}"/>'
            f'<circle cx="{cx:.1f}" cy="{cy:.1f}" r="{r - 2.5:.1f}" fill="none" stroke="#fff"/>'
        )
        s.fill(
            item,
            cx - r * 0.7,
            cy - r * 0.64,
            r * 1.4,
            r * 1.28,
            "c9",
            "#fff",
            "c",
            32,
            1.0,
            valign="m",
        )


def grocer(s: Sheet, c: Copy) -> None:
    """A supermarket: tiles with a drawing, a name and a price."""
    k, m = c.inks, pad(s)
    s.rect(0, 0, s.width, s.height, "#fff")
    top = s.height * 0.15
    band(s, 0, top, k.main)
    nw = s.width * 0.36
    s.fill(c("name"), m, m * 0.6, nw, top - m * 1.2, "f9i", k.accent, "l", 76, 0.94, valign="m")
    head = Stack()
    head.add(Text(c("head"), "c9", 40, "#fff", 80, 1.0))
    head.add(Text(c("sub"), "f4", 9, "#fff", 14, 1.2))
    head.draw(s, m + nw + m, m * 0.6, s.width - nw - 3 * m, top - m * 1.2, "r")
    foot_y = foot(s, c, k.dark, "#fff")
    tiles = c.rows("goods")
    across = int(c("across", "3"))
    down = -(-len(tiles) // across)
    gap = m * 0.6
    cw = (s.width - 2 * m - gap * (across - 1)) / across
    ch = (foot_y - top - m * 1.4 + gap) / down - gap
    tones = ((k.main, k.light), (k.accent, k.light), ("#4f7a45", k.accent))
    for i, (kind, name, price, was) in enumerate(tiles):
        x, y = m + (i % across) * (cw + gap), top + m * 0.7 + (i // across) * (ch + gap)
        s.rect(x, y, cw, ch, k.light if i % 2 else "#fff", k.main, 0.7, 4)
        a, b = tones[
            {"leek": 2, "milk": 2, "wine": 2, "apple": 0, "fish": 0, "tin": 0}.get(kind, 1)
        ]
        tall = ch > cw * 0.8
        pw, ph = (cw, ch * 0.52) if tall else (cw * 0.42, ch)
        s.art(
            d.goods(kind, a, b if b != k.light else "#fff3d6", k.dark),
            x + 6,
            y + 8,
            pw - 12,
            ph - 12,
        )
        tx, tw = (x + 8, cw - 16) if tall else (x + pw, cw - pw - 5)
        ty, th = (y + ph, ch - ph - 6) if tall else (y + 5, ch - 9)
        words = Stack()
        words.add(Text(name, "f6", 9, k.dark, 13, 1.15))
        words.add(Text(price, "c9", 40, k.main, 70, 0.98))
        words.add(Text(was, "f4", 7.5, k.dark, 11, 1.15))
        words.draw(s, tx, ty, tw, th, "c" if tall else "l")


def sale(s: Sheet, c: Copy) -> None:
    """Furniture and carpets: the largest type of all, a sofa and a price in a flash."""
    k, m = c.inks, pad(s)
    s.rect(0, 0, s.width, s.height, k.accent)
    foot_y = foot(s, c, k.dark, "#fff")
    floor = foot_y * 0.46
    s.rect(0, foot_y - floor * 0.22, s.width, floor * 0.22, "#b98a2c")
    s.art(d.sofa(k.main, k.dark, "#fff"), m, foot_y - floor * 0.9, s.width * 0.6, floor * 0.88)
    words = Stack()
    words.add(Text(c("name"), "f6", 11, k.dark, 24, track=0.1))
    words.add(Text(c("head"), "f9", 40, k.main, 120, 0.94, -0.02))
    words.add(Text(c("body"), "f6", 9, k.dark, 13, 1.2))
    words.draw(s, m, m * 0.6, s.width - 2 * m, foot_y - floor - m * 0.6)
    r = min(s.width * 0.17, floor * 0.46)
    flash(s, c("flash"), s.width - m - r, foot_y - floor * 0.52, r, (k.main, "#fff"))


def boatyard(s: Sheet, c: Copy) -> None:
    """A boatyard: a yacht on pale water, services as a list."""
    from stacked import Items

    k, m = c.inks, pad(s)
    s.rect(0, 0, s.width, s.height, k.light)
    foot_y = foot(s, c, k.main, "#fff")
    dh = foot_y * 0.4
    s.svg(
        f'<circle cx="{s.width / 2:.1f}" cy="{dh * 0.52:.1f}" r="{dh * 0.45:.1f}" fill="{k.paper}"/>'
    )
    s.art(d.yacht(k.paper, k.accent, k.dark, k.main), m, m * 0.7, s.width - 2 * m, dh - m)
    words = Stack()
    words.add(Text(c("name"), "s9", 24, k.dark, 50, 1.05))
    words.add(Text(c("head"), "n5i", 14, k.main, 30, 1.1))
    words.add(Items(c.list("items"), "f4", 8.5, k.dark, k.accent))
    words.draw(s, m, dh, s.width - 2 * m, foot_y - dh - m * 0.5)


def menu(s: Sheet, c: Copy) -> None:
    """A restaurant: a plate, a set menu, a price."""
    k, m = c.inks, pad(s)
    s.rect(0, 0, s.width, s.height, k.dark)
    s.rect(m * 0.5, m * 0.5, s.width - m, s.height - m, stroke=k.accent, sw=0.8)
    x, w = m * 1.3, s.width - 2.6 * m
    dh = s.height * 0.22
    s.art(d.plate(k.light, k.main, k.accent), x, m * 1.3, w, dh)
    words = Stack()
    words.add(Text(c("name"), "n5i", 40, k.light, 64, 1.0))
    words.add(Text(c("head"), "f6", 8.5, k.accent, 13, track=0.1))
    for course in c.list("courses"):
        words.add(Text(course, "n5", 13, k.light, 20, 1.2))
    words.add(Text(c("sub"), "f8", 13, k.accent, 22))
    words.add(Text(c("address"), "f4", 7.5, k.light, 10, 1.25))
    words.add(Text(c("phone"), "f8", 11, k.accent, 18))
    words.draw(s, x, m + dh + 8, w, s.height - dh - 2.6 * m - 6, "c")


def offers(s: Sheet, c: Copy) -> None:
    """A shop with a price list: butcher, fishmonger, wine merchant."""
    k, m = c.inks, pad(s)
    s.rect(0, 0, s.width, s.height, "#fff")
    border(s, k.main, 1.6)
    top = s.height * (0.3 if s.width > 200 else 0.33)
    band(s, 0, top, k.main)
    dw = min(s.width * 0.28, top)
    s.art(
        d.goods(c("art", "fish"), k.light, k.on(k.main, k.accent), k.dark),
        s.width - dw - m * 0.5,
        4,
        dw,
        top - 8,
    )
    words = Stack()
    words.add(Text(c("name"), "s9", 22, "#fff", 36, 1.02))
    words.add(Text(c("head"), "n5i", 12, k.light, 18, 1.08))
    words.draw(s, m, m * 0.4, s.width - dw - 1.7 * m, top - m * 0.8)
    foot_y = foot(s, c, k.light, k.dark)
    rows = Stack()
    rows.add(Rows(c.rows(), k.dark, k.main))
    rows.draw(s, m, top + 2, s.width - 2 * m, foot_y - top - 6)
