"""Layouts for what a town does: schools, theatre, jobs, notices, markets."""

from __future__ import annotations

import drawings as d
import icons
from parts import band, border, contact, foot, pad
from sheet import Sheet
from stacked import Art, Items, Rows, Stack, Text
from wording import Copy


def school(s: Sheet, c: Copy) -> None:
    """A school: its shield, an open day, what there is to see."""
    k, m = c.inks, pad(s)
    s.rect(0, 0, s.width, s.height, "#fff")
    border(s, k.main, 2.4)
    border(s, k.on("#ffffff", k.accent, k.main), 0.6, 3.6)
    foot_y = foot(s, c, k.main, "#fff")
    words = Stack()
    wide = s.width > s.height * 1.25
    if wide:
        dw = s.width * 0.26
        s.art(icons.crest(k.main, "#fff"), m * 1.2, m * 1.2, dw, foot_y - m * 2.4)
        x, w, align = m * 2 + dw, s.width - dw - 3 * m, "l"
    else:
        words.add(Art(52, lambda x, y, w, h: s.art(icons.crest(k.main, "#fff"), x, y, w, h), 90))
        x, w, align = m * 1.2, s.width - 2.4 * m, "c"
    words.add(Text(c("name"), "n5", 19, k.dark, 40, 1.06))
    words.add(Text(c("head"), "f8", 19, k.main, 44, 1.08))
    words.add(Text(c("sub"), "f6", 10, k.on("#ffffff", k.accent, k.main), 16))
    words.add(Text(c("body"), "s4", 9, k.dark, 13.5, 1.28))
    words.draw(s, x, m * 0.9, w, foot_y - m * 1.5, align)


def theatre(s: Sheet, c: Copy) -> None:
    """A season at the theatre: curtains, the title, the dates."""
    k, m = c.inks, pad(s)
    s.rect(0, 0, s.width, s.height, k.dark)
    foot_y = foot(s, c, k.main, "#fff")
    top = min(s.width * 0.5, foot_y * 0.46)
    scale = s.width / 240
    s.svg(
        f'<g transform="scale({scale:.4f} {top / 120:.4f})">'
        f"{d.curtain(k.main, '#4d1424', k.light)[2]}</g>"
    )
    s.fill(
        c("head"),
        s.width * 0.28,
        top * 0.32,
        s.width * 0.44,
        top * 0.5,
        "n5i",
        k.light,
        "c",
        60,
        0.95,
        valign="m",
    )
    words = Stack()
    words.add(Text(c("name"), "f8", 12, k.accent, 22))
    words.add(Text(c("sub"), "n5", 14, k.light, 26, 1.12))
    words.add(Rows(c.rows(), k.light, k.accent))
    words.draw(s, m, top + 6, s.width - 2 * m, foot_y - top - 10)


def market(s: Sheet, c: Copy) -> None:
    """A Christmas market by night: lights, stalls, snow."""
    k, m = c.inks, pad(s)
    s.rect(0, 0, s.width, s.height, k.dark)
    foot_y = foot(s, c, k.accent, k.dark, "f8")
    flakes = "".join(
        f"M{(i * 137.508) % s.width:.0f} {(i * 71.93 + (i % 7) * 13) % foot_y:.0f}h0"
        for i in range(260)
    )
    s.svg(f'<path d="{flakes}" stroke="#8f9bb5" stroke-width="1.8" stroke-linecap="round"/>')
    fold = s.width * 0.5
    sw = s.width * 0.4
    sh = min(sw * 138 / 302, foot_y * 0.5)
    for x in (m, s.width - m - sw):
        s.art(d.stalls("#2a1c14", "#b5282b", "#f4e9c9", k.light), x, foot_y - sh, sw, sh)
    for x, h in ((fold - sh * 0.62, 0.92), (fold + sh * 0.28, 0.74), (s.width - sh * 0.5, 0.9)):
        s.art(
            d.tree("#23593a", k.light, "#3a2415"), x - sh * 0.2, foot_y - sh * h, sh * 0.62, sh * h
        )
    pages = ((m * 2, fold - m * 5), (fold + m * 3, fold - m * 5))  # no type in the fold
    halves = (
        (("head", "n5i", 70, k.light),),
        (("sub", "f8", 22, "#fff"), ("body", "f4", 13, k.light)),
    )
    for (x, w), half in zip(pages, halves, strict=True):
        words = Stack()
        words.add(
            Text(c("name") if half[0][0] == "head" else "", "f8", 15, k.accent, 26, track=0.1)
        )
        for key, font, size, colour in half:
            words.add(Text(c(key), font, size, colour, 96 if key == "head" else 34, 1.12))
        words.draw(s, x, m, w, foot_y - sh - m * 2, "l")


def job(s: Sheet, c: Copy) -> None:
    """A vacancy: employer, post, pay, closing date."""
    k, m = c.inks, pad(s)
    s.rect(0, 0, s.width, s.height, "#fff")
    border(s, k.dark, 0.8)
    top = min(s.height * 0.2, 66)
    band(s, 0, top, k.main)
    icon = icons.turbine("#fff") if c("art") == "turbine" else icons.anchor("#fff")
    iw = min(top, s.width * 0.2) if c("art") else 0
    if iw:
        s.art(icon, s.width - iw - m, 4, iw, top - 8)
    s.fill(c("name"), m, 3, s.width - 2 * m - iw, top - 6, "f8", "#fff", "l", 40, 1.05, valign="m")
    foot_y = foot(s, c, k.light, k.dark)
    y, h = top + m * 0.6, foot_y - top - m
    strong = k.on("#ffffff", k.accent, k.main)
    words, more = Stack(), Stack()
    words.add(Text(c("head"), "n5", 24, k.dark, 76, 1.04))
    words.add(Text(c("sub"), "f8", 10.5, strong, 19, 1.18))
    wide = s.width > 500 and bool(c.rows())
    (more if not wide else words).add(None)
    words.add(Text(c("body"), "s4", 9, k.dark, 15, 1.28))
    if wide:
        more.add(Rows(c.rows(), k.dark, k.main, most=19))
        half = (s.width - 3 * m) / 2
        words.draw(s, m, y, half, h)
        more.draw(s, 2 * m + half, y, half, h)
        return
    words.draw(s, m, y, s.width - 2 * m, h)


def _columns(
    s: Sheet, text: str, place: tuple[float, float, float, float], across: int, hole: float
) -> None:
    """Copy in columns as large as fits; the first begins `hole` lower."""
    x, y, w, h = place
    gap = 11.0
    cw = (w - gap * (across - 1)) / across
    size = 13.0
    while True:
        lines, step = s._first_fit(text, cw, size, "s4", 0), size * 1.25
        rooms = [int((h - (hole if i == 0 else 0)) / step) for i in range(across)]
        if sum(rooms) >= len(lines):
            break
        size -= 0.05
        assert size >= 6.6, f"{text[:40]!r} runs over"
    at = 0
    for i, room in enumerate(rooms):
        for j, line in enumerate(lines[at : at + room]):
            top = y + (hole if i == 0 else 0) + j * step
            s.line(line, x + i * (cw + gap), top, cw, size, "s4", "#1a1a1a", leading=1.25)
        at += room


def notice(s: Sheet, c: Copy) -> None:
    """A public notice: authority, subject, small type in columns."""
    k, m = c.inks, pad(s)
    s.rect(0, 0, s.width, s.height, "#fff")
    border(s, "#111", 1)
    at, w = m * 0.8, s.width - 2 * m
    at += s.fill(c("name"), m, at, w, 22, "f8", k.dark, "c", 15, 1.15, track=0.05)
    s.hair(m, at + 2, w, "#111", 0.8)
    at += 4 + s.fill(c("head"), m, at + 4, w, s.height * 0.16, "n5", k.dark, "c", 19, 1.08)
    end = s.height - m
    end -= s.fill(c("small"), m, end - 20, w, 20, "s4i", k.dark, "c", 8, 1.2, valign="b")
    _columns(s, c("body"), (m, at + 5, w, end - at - 9), 1 if w < 180 else 2, 0)


def advertorial(s: Sheet, c: Copy) -> None:
    """An ad that reads as a story: headline, drawing, columns of copy."""
    k, m = c.inks, pad(s)
    s.rect(0, 0, s.width, s.height, k.light)
    band(s, 0, 3, k.main)
    w, at = s.width - 2 * m, m
    strong = k.on(k.light, k.main)
    at += s.fill(c("name"), m, at, w, 12, "f8", strong, "l", 9, 1.2, track=0.08)
    at += 2 + s.fill(c("head"), m, at + 2, w, s.height * 0.23, "n5", k.dark, "l", 40, 1.05)
    end = s.height - m * 0.8
    end -= 2 + s.fill(contact(c), m, end - 13, w, 13, "f8", strong, "l", 10, 1.15, valign="b")
    across = 2
    cw = (w - 11) / across
    top, room = at + 5, end - at - 9
    ph = min(room * 0.46, cw * 0.7) if c("art") else 0
    if ph:
        art = {
            "turbine": icons.turbine(k.main),
            "house": d.house(k.light, k.accent, k.dark, "#fff", "#ffffff"),
        }[c("art")]
        s.rect(m, top, cw, ph, "#fff")
        s.art(art, m + 4, top + 3, cw - 8, ph - 6)
    _columns(s, c("body"), (m, top, w, room), across, ph + 5 if ph else 0)


def event(s: Sheet, c: Copy) -> None:
    """A fair, a concert, a fixture: big type, a list of facts."""
    k, m = c.inks, pad(s)
    s.rect(0, 0, s.width, s.height, k.main)
    foot_y = foot(s, c, k.dark, "#fff")
    call = k.on(k.main, k.accent, k.light)
    w = s.width - 2 * m
    words = Stack()
    if c("art"):
        art = {"anchor": icons.anchor, "waves": icons.waves, "branch": icons.branch}[c("art")](call)
        words.add(Art(22, lambda x, y, w, h: s.art(art, x, y, w, h), 60))
    words.add(Text(c("name"), "f6", 9.5, k.light, 17, track=0.06))
    words.add(Text(c("head"), "c9", 34, "#fff", 84, 0.98))
    words.add(Text(c("sub"), "f8", 12, call, 24))
    words.add(Text(c("body"), "f4", 9, "#fff", 14, 1.28))
    if c.list("items"):
        words.add(Items(c.list("items"), "f4", 9, "#fff", call))
    words.draw(s, m, m * 0.6, w, foot_y - m * 1.1, "c")
