"""Small drawings for artwork, each of one thing: functions of colours, as in `drawings`."""

from __future__ import annotations

from drawings import Drawing, star


def scissors(colour: str) -> Drawing:
    """Scissors that open to the right."""
    return (
        40,
        24,
        f'<g fill="none" stroke="{colour}" stroke-width="2"><circle cx="7" cy="6" r="4.5"/>'
        f'<circle cx="7" cy="18" r="4.5"/></g><path d="M10.5 8.5 38 20l-2.5 1.5L14 14z'
        f'M10.5 15.5 38 4l-2.5-1.5L14 10z" fill="{colour}"/>',
    )


def spectacles(colour: str, glass: str) -> Drawing:
    """Round spectacles."""
    return (
        140,
        60,
        f'<g fill="{glass}" stroke="{colour}" stroke-width="5"><circle cx="38" cy="34" r="22"/>'
        f'<circle cx="102" cy="34" r="22"/></g><path d="M60 30q10-9 20 0M16 30 4 24M124 30l12-6"'
        f' fill="none" stroke="{colour}" stroke-width="5" stroke-linecap="round"/>'
        f'<path d="M26 30q4-8 12-9M90 30q4-8 12-9" fill="none" stroke="#fff" stroke-width="3"/>',
    )


def crest(main: str, light: str) -> Drawing:
    """A school's shield with a book, waves and a star."""
    return (
        100,
        120,
        f'<path d="M6 6h88v54c0 30-22 46-44 56C28 106 6 90 6 60z" fill="{main}"/>'
        f'<path d="M11 11h78v49c0 27-20 41-39 50-19-9-39-23-39-50z" fill="none" stroke="{light}"'
        f' stroke-width="2"/><path d="M50 40q-14-9-28-5v24q14-4 28 5 14-9 28-5V35q-14-4-28 5z"'
        f' fill="{light}"/><path d="M50 40v24M28 42q9-1 17 4M28 49q9-1 17 4M72 42q-9-1-17 4M72 49q-9-1-17 4"'
        f' stroke="{main}" stroke-width="1.8" fill="none"/>{star(50, 24, 8, light)}'
        f'<path d="M22 76q7-7 14 0t14 0 14 0 14 0M30 88q5-6 10 0t10 0 10 0 10 0" fill="none"'
        f' stroke="{light}" stroke-width="3"/>',
    )


def anchor(colour: str) -> Drawing:
    """An anchor."""
    return (
        100,
        120,
        f'<g fill="none" stroke="{colour}" stroke-width="8" stroke-linecap="round"><circle cx="50" cy="16"'
        f' r="10"/><path d="M50 28v82M30 42h40M10 72q4 36 40 38 36-2 40-38"/></g>'
        f'<path d="M2 82 11 62l14 16zM98 82 89 62 75 78z" fill="{colour}"/>',
    )


def branch(colour: str) -> Drawing:
    """A branch of olive, level."""
    leaves = "".join(
        f'<path d="M{16 + i * 15} {22 - side * 2}q{4} {-12 * side} {16} {-13 * side}q-2 {11 * side}-16'
        f' {13 * side}z" fill="{colour}"/>'
        for i in range(9)
        for side in (1, -1)
    )
    return (
        170,
        44,
        f'<path d="M4 22h150" stroke="{colour}" stroke-width="1.6"/>{leaves}',
    )


def waves(colour: str, rows: int = 3) -> Drawing:
    """Rows of waves."""
    row = "q10-9 20 0t20 0" * 6
    return (
        240,
        rows * 12 + 6,
        "".join(
            f'<path d="M{-(k % 2) * 10} {12 + k * 12}{row}" fill="none" stroke="{colour}" stroke-width="3"/>'
            for k in range(rows)
        ),
    )


def tap(main: str, drop: str) -> Drawing:
    """A tap with a drop."""
    return (
        100,
        100,
        f'<path d="M8 34h44v-8H38v-8h36v8H60v8h6q22 0 22 24v8H70v-6q0-6-8-6H8z" fill="{main}"/>'
        f'<path d="M79 72q10 13 0 19-10-6 0-19z" fill="{drop}"/>',
    )


def tooth(main: str, light: str) -> Drawing:
    """A tooth with a shine."""
    return (
        90,
        100,
        f'<path d="M45 20C30 4 6 10 8 38c2 20 8 22 12 48 2 10 12 10 14 0 2-14 4-20 11-20s9 6 11 20c2 10 12'
        f' 10 14 0 4-26 10-28 12-48C84 10 60 4 45 20z" fill="{main}"/><path d="M20 36q0-14 10-16"'
        f' fill="none" stroke="{light}" stroke-width="5" stroke-linecap="round"/>',
    )


def paw(main: str) -> Drawing:
    """A paw."""
    toes = "".join(
        f'<ellipse cx="{x}" cy="{y}" rx="10" ry="14" transform="rotate({t} {x} {y})" fill="{main}"/>'
        for x, y, t in ((18, 46, -24), (38, 24, -8), (62, 24, 8), (82, 46, 24))
    )
    return (
        100,
        100,
        f'{toes}<path d="M50 48c14 0 28 18 26 32-2 12-16 8-26 8s-24 4-26-8c-2-14 12-32 26-32z" fill="{main}"/>',
    )


def dumbbell(main: str) -> Drawing:
    """A dumb-bell."""
    return (
        140,
        60,
        f'<path d="M44 25h52v10H44zM28 6h14v48H28zM98 6h14v48H98zM14 14h12v32H14zM114 14h12v32h-12zM4 24h8v12H4z'
        f'M128 24h8v12h-8z" fill="{main}"/>',
    )


def spade(main: str, handle: str) -> Drawing:
    """A garden spade and fork, crossed."""
    return (
        100,
        120,
        f'<g transform="rotate(24 50 60)"><path d="M47 24h6v52h-6z" fill="{handle}"/><path d="M38 6h24v8H54v12h-8V14h-8z"'
        f' fill="{handle}"/><path d="M36 74h28v22q0 14-14 22-14-8-14-22z" fill="{main}"/></g>'
        f'<g transform="rotate(-24 50 60)"><path d="M47 24h6v52h-6z" fill="{handle}"/><path d="M38 6h24v8H54v12h-8V14h-8z"'
        f' fill="{handle}"/><path d="M34 74h32v40h-4V84h-5v32h-4V84h-6v32h-4V84h-5v30h-4z" fill="{main}"/></g>',
    )


def turbine(main: str) -> Drawing:
    """Two wind turbines above water."""
    one = (
        '<path d="M-2.5 4h5l2 76h-9z"/><circle r="4.5"/><path d="M-2-4Q-6-24 0-46 5-24 2-4z"/>'
        '<path d="M-2-4Q-6-24 0-46 5-24 2-4z" transform="rotate(120)"/>'
        '<path d="M-2-4Q-6-24 0-46 5-24 2-4z" transform="rotate(240)"/>'
    )
    return (
        160,
        140,
        f'<g fill="{main}"><g transform="translate(56 50)">{one}</g><g transform="translate(118 72) scale(.7)'
        f' rotate(28)">{one}</g></g><path d="M0 132q10-8 20 0t20 0 20 0 20 0 20 0 20 0 20 0 20 0"'
        f' stroke="{main}" stroke-width="2.5" fill="none"/>',
    )


def posters(main: str, accent: str, light: str) -> Drawing:
    """A press sheet, a banner and a boat's name board."""
    return (
        100,
        90,
        f'<path d="M8 14h40v56H8z" fill="{main}" transform="rotate(-8 28 42)"/>'
        f'<path d="M36 8h42v60H36z" fill="{accent}" transform="rotate(7 57 38)"/>'
        f'<path d="M42 20h30M42 28h30M42 36h20" stroke="{light}" stroke-width="3.5" transform="rotate(7 57 38)"/>'
        f'<path d="M4 66q46-14 92 0l-6 18q-40-12-80 0z" fill="{main}"/>',
    )


def chairlift(main: str, accent: str, light: str) -> Drawing:
    """A chair on a flight of stairs."""
    return (
        100,
        90,
        f'<path d="M4 86h18V72h18V58h18V44h18V30h22v56z" fill="{main}" opacity=".55"/>'
        f'<path d="M10 66 84 8" stroke="{main}" stroke-width="4"/><path d="M38 22h8v26h22v8H38z"'
        f' fill="{accent}"/><path d="M58 48v18M50 40h18" stroke="{accent}" stroke-width="5"/>'
        f'<path d="M48 66h24" stroke="{light}" stroke-width="4"/>',
    )


def turf(main: str, accent: str) -> Drawing:
    """A roll of turf."""
    blades = "".join(f"M{8 + i * 6} 64l{-3 + i % 3 * 3} -{8 + i % 4 * 3}" for i in range(15))
    return (
        110,
        90,
        f'<path d="M4 64h74v12H4z" fill="#6b4a2c"/><path d="{blades}" stroke="{main}" stroke-width="3"/>'
        f'<circle cx="80" cy="52" r="24" fill="#6b4a2c"/><circle cx="80" cy="52" r="24" fill="none"'
        f' stroke="{main}" stroke-width="6"/><path d="M80 52m-14 0a14 14 0 1 1 14 14a9 9 0 1 1-7-13"'
        f' fill="none" stroke="{main}" stroke-width="5"/><circle cx="24" cy="24" r="11" fill="#fff"'
        f' stroke="{main}" stroke-width="2"/><path d="M24 18l5 4-2 6h-6l-2-6z" fill="{accent}"/>',
    )


def ring(main: str, accent: str) -> Drawing:
    """A ring with a stone."""
    return (
        90,
        100,
        f'<circle cx="45" cy="64" r="29" fill="none" stroke="{main}" stroke-width="8"/>'
        f'<path d="M29 8h32l11 12-27 24L18 20z" fill="{accent}"/><path d="M18 20h54M29 8l7 12 9 24 9-24 7-12'
        f'M36 20l9-12 9 12" fill="none" stroke="#fff" stroke-width="1.6"/>',
    )


def cycle(main: str, accent: str) -> Drawing:
    """A bicycle."""
    return (
        140,
        90,
        f'<g fill="none" stroke="{main}" stroke-width="5"><circle cx="32" cy="60" r="26"/><circle cx="108"'
        f' cy="60" r="26"/></g><path d="M32 60 52 24h38l-28 36zM52 24l10 36M90 24l18 36M90 24l-4-12h14'
        f'M44 16h16" fill="none" stroke="{accent}" stroke-width="5" stroke-linejoin="round"/>',
    )


def roof(main: str) -> Drawing:
    """A roof with a ladder."""
    return (
        100,
        80,
        f'<path d="M50 6 96 44l-5 6L50 17 9 50l-5-6z" fill="{main}"/><path d="M18 50 50 24l32 26v26H18z"'
        f' fill="none" stroke="{main}" stroke-width="4"/><path d="M40 76V42M54 76V42M40 50h14M40 59h14M40 68h14"'
        f' stroke="{main}" stroke-width="3.4"/>',
    )


def flame(main: str, accent: str) -> Drawing:
    """A flame over logs."""
    return (
        90,
        100,
        f'<path d="M46 4c6 20 30 26 26 52-2 16-14 22-26 22S20 70 20 54c0-14 10-18 12-30 8 4 10 10 10 16 6-10'
        f' 8-22 4-36z" fill="{main}"/><path d="M46 42c4 10 12 14 11 24-1 8-6 11-12 11s-12-4-12-11c0-8 10-12 13-24z"'
        f' fill="{accent}"/><path d="M8 82l74 12M8 94l74-12" stroke="{main}" stroke-width="9" stroke-linecap="round"/>',
    )
