"""Drawings for artwork: functions of colours that give (width, height, SVG)."""

from __future__ import annotations

import math

Drawing = tuple[float, float, str]


def house(wall: str, roof: str, dark: str, light: str = "#fff", sky: str = "#dfe8ec") -> Drawing:
    """A detached house with a gable, a hedge and a tree."""
    window = "".join(
        f'<g transform="translate({x} {y})"><rect width="16" height="18" fill="{dark}"/>'
        f'<path d="M1.5 1.5h6v7h-6zM8.5 1.5h6v7h-6zM1.5 9.5h6v7h-6zM8.5 9.5h6v7h-6z"'
        f' fill="{light}" opacity=".85"/></g>'
        for x, y in ((48, 62), (80, 62), (48, 92), (112, 92), (112, 62))
    )
    return (
        180,
        124,
        f'<rect width="180" height="124" fill="{sky}"/>'
        f'<circle cx="152" cy="58" r="26" fill="{dark}" opacity=".45"/>'
        f'<circle cx="166" cy="76" r="22" fill="{dark}" opacity=".55"/>'
        f'<path d="M152 60v56" stroke="{dark}" stroke-width="4"/>'
        f'<rect x="118" y="22" width="10" height="26" fill="{dark}"/>'
        f'<path d="M40 54h100v62H40z" fill="{wall}"/><path d="M30 56 56 26h68l26 30z" fill="{roof}"/>'
        f'<path d="M36 58 64 30 92 58v0H40z" fill="{wall}"/>'
        f'<path d="M32 60 64 26l32 34-4 3L64 33 36 63z" fill="{dark}"/>{window}'
        f'<rect x="80" y="88" width="18" height="28" fill="{roof}"/>'
        f'<path d="M76 88h26l-4-6H80z" fill="{dark}"/><circle cx="94" cy="103" r="1.4" fill="{light}"/>'
        f'<path d="M0 116q10-12 20 0q9-14 18 0v8H0zM120 116q8-10 16 0q10-12 20 0q12-10 24 0v8h-60z"'
        f' fill="{dark}" opacity=".8"/><rect y="115" width="180" height="9" fill="{dark}"/>'
        f'<path d="M78 124l4-9h14l6 9z" fill="{light}" opacity=".8"/>',
    )


def terrace(wall: str, roof: str, dark: str, light: str = "#fff", sky: str = "#dfe8ec") -> Drawing:
    """Three terraced cottages in a row."""
    homes = "".join(
        f'<g transform="translate({i * 56 + 6} 0)"><rect y="56" width="56" height="62" fill="{tone}"/>'
        f'<path d="M-3 58 6 32h44l9 26z" fill="{roof}"/><rect x="42" y="20" width="9" height="22"'
        f' fill="{dark}"/><rect x="8" y="64" width="14" height="15" fill="{dark}"/>'
        f'<path d="M9.5 65.5h11v5.5h-11zM9.5 72h11v5.5h-11z" fill="{light}" opacity=".85"/>'
        f'<rect x="34" y="64" width="14" height="15" fill="{dark}"/>'
        f'<path d="M35.5 65.5h11v5.5h-11zM35.5 72h11v5.5h-11z" fill="{light}" opacity=".85"/>'
        f'<rect x="8" y="90" width="16" height="18" fill="{dark}"/><path d="M10 92h12v14H10z"'
        f' fill="{light}" opacity=".85"/><rect x="34" y="87" width="14" height="31" fill="{roof}"/></g>'
        for i, tone in enumerate((wall, light, wall))
    )
    return (
        180,
        124,
        f'<rect width="180" height="124" fill="{sky}"/><path d="M0 60q40-20 90-6t90-12v60H0z"'
        f' fill="{dark}" opacity=".18"/>{homes}<rect y="117" width="180" height="7" fill="{dark}"/>',
    )


def cottage(wall: str, roof: str, dark: str, light: str = "#fff", sky: str = "#dfe8ec") -> Drawing:
    """A bungalow by the water with a jetty."""
    return (
        180,
        124,
        f'<rect width="180" height="124" fill="{sky}"/><rect y="84" width="180" height="40"'
        f' fill="{dark}" opacity=".35"/><path d="M0 92h180M0 100h180M0 109h180" stroke="{light}"'
        f' stroke-width="1" opacity=".6"/><path d="M0 84q40-26 96-10t84-4v14z" fill="{dark}"'
        f' opacity=".5"/><path d="M36 54h92v34H36z" fill="{wall}"/><path d="M26 56 48 30h70l22 26z"'
        f' fill="{roof}"/><rect x="58" y="20" width="9" height="18" fill="{dark}"/>'
        f'<path d="M46 62h18v16H46zM100 62h18v16h-18z" fill="{dark}"/><path d="M48 64h6v12h-6zM56'
        f" 64h6v12h-6zM102 64h6v12h-6zM110 64h6v12h-6z"
        f'" fill="{light}" opacity=".85"/><rect x="74" y="60" width="14" height="28" fill="{roof}"/>'
        f'<path d="M60 88h50l30 20h-14L104 92H60z" fill="{dark}"/><path d="M138 108v10M122 104v12"'
        f' stroke="{dark}" stroke-width="3"/><path d="M146 100h24l-5 8h-15z" fill="{dark}"/>'
        f'<path d="M157 98V66l14 30z" fill="{light}"/><path d="M155 98V70l-9 28z" fill="{wall}"/>',
    )


def car(body: str, glass: str, dark: str, light: str = "#fff") -> Drawing:
    """A small family car from the side."""
    wheels = "".join(
        f'<circle cx="{x}" cy="58" r="14" fill="{dark}"/><circle cx="{x}" cy="58" r="8.5"'
        f' fill="{light}"/><circle cx="{x}" cy="58" r="3" fill="{dark}"/>'
        f'<path d="M{x} 50v16M{x - 8} 58h16M{x - 5.6} 52.4l11.2 11.2M{x + 5.6} 52.4l-11.2 11.2"'
        f' stroke="{dark}" stroke-width="1.4"/>'
        for x in (44, 150)
    )
    return (
        196,
        76,
        f'<ellipse cx="98" cy="71" rx="92" ry="4" fill="{dark}" opacity=".25"/>'
        f'<path d="M6 56c-2-12 2-20 14-22l30-5C66 14 78 8 104 8c28 0 40 8 54 22 16 2 28 6 32 16'
        f' 2 5 1 12-3 12z" fill="{body}"/><path d="M58 29C70 17 80 13 98 13v17z" fill="{glass}"/>'
        f'<path d="M103 13c22 0 34 6 45 17h-45z" fill="{glass}"/>'
        f'<path d="M100 32v24M20 44h160" stroke="{dark}" stroke-width=".9" opacity=".45"/>'
        f'<path d="M182 40l8 4v5h-8zM8 40h10l-4 6H7z" fill="{light}"/>'
        f'<path d="M84 37h9v2h-9zM132 37h9v2h-9z" fill="{dark}"/>{wheels}',
    )


def ferry(hull: str, light: str, dark: str, water: str) -> Drawing:
    """A small car ferry under way on three lines of waves."""
    row = "".join("q6-7 12 0t12 0" for _ in range(9))
    waves = "".join(
        f'<path d="M{-4 * k} {92 + k * 8}{row}" fill="none" stroke="{water}" stroke-width="2.4"'
        f' opacity="{1 - k * 0.22:.2f}"/>'
        for k in range(3)
    )
    ports = "".join(f'<circle cx="{60 + i * 16}" cy="70" r="3" fill="{light}"/>' for i in range(6))
    glass = "".join(
        f'<rect x="{70 + i * 14}" y="46" width="9" height="8" fill="{dark}"/>' for i in range(5)
    )
    return (
        200,
        112,
        f'<path d="M22 62h160l-14 26H44z" fill="{hull}"/><path d="M22 62h160l-2 4H25z" fill="{light}"/>'
        f'<path d="M62 42h84l6 20H56z" fill="{light}" stroke="{dark}" stroke-width="1"/>'
        f'<path d="M78 28h44l6 14H74z" fill="{light}" stroke="{dark}" stroke-width="1"/>'
        f'<path d="M82 31h36l3 7H80z" fill="{dark}"/><path d="M132 18h14v24h-14z" fill="{hull}"/>'
        f'<path d="M132 18h14v6h-14z" fill="{dark}"/><path d="M96 28V8M96 10l14 5-14 5" fill="{hull}"'
        f' stroke="{dark}" stroke-width="1.2"/><path d="M150 12q8-10 18-6t16-4" fill="none"'
        f' stroke="{water}" stroke-width="3" opacity=".5"/>{glass}{ports}{waves}',
    )


def yacht(sail: str, other: str, hull: str, water: str) -> Drawing:
    """A yacht heeling a little."""
    return (
        120,
        140,
        f'<g transform="rotate(7 60 110)"><path d="M60 6v100" stroke="{hull}" stroke-width="2.2"/>'
        f'<path d="M64 10c22 30 30 62 30 90H64z" fill="{sail}"/><path d="M56 18C44 50 30 80 22 100h34z"'
        f' fill="{other}"/><path d="M12 108h96c-6 14-14 18-24 18H34c-10 0-16-6-22-18z" fill="{hull}"/>'
        f'<path d="M14 112h92" stroke="{sail}" stroke-width="1.6"/></g>'
        f'<path d="M0 128q10-8 20 0t20 0 20 0 20 0 20 0 20 0M8 136q10-8 20 0t20 0 20 0 20 0 20 0"'
        f' fill="none" stroke="{water}" stroke-width="2.4"/>',
    )


def tumbler(glass: str, beer: str, foam: str) -> Drawing:
    """A pint of beer."""
    return (
        70,
        110,
        f'<path d="M10 14h50l-7 90H17z" fill="{glass}" opacity=".35"/>'
        f'<path d="M12.5 28h45l-6 72H18.5z" fill="{beer}"/>'
        f'<path d="M9 28c-6-8 0-16 8-14 4-10 18-10 22-3 6-6 18-3 18 5 7 2 6 11 1 12z" fill="{foam}"/>'
        f'<path d="M20 36l3 56" stroke="{foam}" stroke-width="3" opacity=".5"/>'
        f'<path d="M10 14h50l-7 90H17z" fill="none" stroke="{foam}" stroke-width="1.6"/>',
    )


def hop(leaf: str, dark: str) -> Drawing:
    """A hop cone with two leaves."""
    scales = "".join(
        f'<path d="M{50 + dx} {y}c-11 1-13 12-4 20 3-3 5-4 4-4s1 1 4 4c9-8 7-19-4-20z" fill="{leaf}"'
        f' stroke="{dark}" stroke-width="1"/>'
        for y, row in ((66, (0,)), (54, (-11, 11)), (42, (-17, 0, 17)), (30, (-11, 11)), (20, (0,)))
        for dx in row
    )
    return (
        100,
        100,
        f'<path d="M50 24C30 4 12 10 4 22c18-2 14 10 30 8 4 6 10 2 16-6zM50 24C70 4 88 10 96 22c-18-2-14'
        f' 10-30 8-4 6-10 2-16-6z" fill="{dark}"/><path d="M50 24q2-14 10-20" fill="none"'
        f' stroke="{dark}" stroke-width="3"/>{scales}',
    )


def flower(petal: str, heart: str, leaf: str) -> Drawing:
    """A bloom on a stem."""
    petals = "".join(
        f'<ellipse cx="50" cy="22" rx="11" ry="19" fill="{petal}" transform="rotate({i * 45} 50 42)"/>'
        for i in range(8)
    )
    return (
        100,
        140,
        f'<path d="M50 50q-4 46 2 88" stroke="{leaf}" stroke-width="4" fill="none"/>'
        f'<path d="M50 108C30 84 12 90 6 82c6 26 24 32 45 34zM51 124c14-24 32-20 42-28 0 24-20 34-42 34z"'
        f' fill="{leaf}"/>{petals}<circle cx="50" cy="42" r="9" fill="{heart}"/>',
    )


def tree(green: str, light: str, dark: str, seed: int = 3) -> Drawing:
    """A Christmas tree with lights and a star."""
    balls = "".join(
        f'<circle cx="{50 + math.sin(i * 2.4 + seed) * (6 + i * 2.6):.1f}" cy="{32 + i * 8.6:.1f}" r="3.1"'
        f' fill="{light}"/>'
        for i in range(11)
    )
    return (
        100,
        150,
        f'<rect x="44" y="126" width="12" height="18" fill="{dark}"/><path d="M50 14 76 56H62l24 36H70l26'
        f' 38H4l26-38H14l24-36H24z" fill="{green}"/>{balls}{star(50, 14, 11, light)}',
    )


def star(x: float, y: float, r: float, fill: str, points: int = 5, inner: float = 0.42) -> str:
    """SVG of a star round a point."""
    spots = (
        (
            x + math.sin(math.pi * i / points) * r * (1 if i % 2 == 0 else inner),
            y - math.cos(math.pi * i / points) * r * (1 if i % 2 == 0 else inner),
        )
        for i in range(points * 2)
    )
    return f'<path d="M{"L".join(f"{a:.2f} {b:.2f}" for a, b in spots)}z" fill="{fill}"/>'


def burst(fill: str, points: int = 18) -> Drawing:
    """A price flash with many points."""
    return 100, 100, star(50, 50, 50, fill, points, 0.86)


def stalls(dark: str, a: str, b: str, light: str) -> Drawing:
    """Three market stalls with striped awnings under strings of lights."""
    made = ""
    for k in range(3):
        x = 8 + k * 98
        stripes = "".join(
            f'<path d="M{x + i * 11} 54h11l{(i - 3.5) * 0.9 + 1:.1f} 22q-6 7-12 0z"'
            f' fill="{a if (i + k) % 2 else b}"/>'
            for i in range(8)
        )
        goods = "".join(
            f'<circle cx="{x + 12 + i * 11}" cy="{104 - i % 2 * 2}" r="6" fill="{a if i % 2 else light}"/>'
            for i in range(7)
        )
        made += (
            f'<path d="M{x + 4} 74v62M{x + 84} 74v62" stroke="{dark}" stroke-width="3"/>{goods}'
            f'<path d="M{x} 108h90v28H{x}z" fill="{dark}"/><path d="M{x + 6} 116h78M{x + 6} 124h78"'
            f' stroke="{light}" stroke-width=".8" opacity=".5"/>{stripes}'
        )
    bulbs = "".join(
        f'<circle cx="{i * 15:.1f}" cy="{20 + 20 * math.sin((i % 7) / 7 * math.pi):.1f}" r="2.8" fill="{light}"/>'
        for i in range(21)
    )
    wire = "M0 20" + "q52 42 105 0" * 3
    return (
        302,
        138,
        f'<path d="{wire}" fill="none" stroke="{light}" stroke-width=".8"/>{bulbs}{made}',
    )


def plate(rim: str, fish: str, dark: str) -> Drawing:
    """A plate with a fish, fork and knife."""
    return (
        180,
        110,
        f'<circle cx="90" cy="55" r="52" fill="{rim}"/><circle cx="90" cy="55" r="40" fill="none"'
        f' stroke="{dark}" stroke-width="1" opacity=".5"/><path d="M56 55q22-24 50-6l18-12q-5 18 0 36'
        f'l-18-12q-28 18-50-6z" fill="{fish}"/><circle cx="66" cy="52" r="2.6" fill="{rim}"/>'
        f'<path d="M76 44q6 11 0 22M86 47q4 8 0 16M96 50q3 5 0 10" fill="none" stroke="{rim}"'
        f' stroke-width="1.8"/><path d="M18 10v26q0 8 6 8v56M30 10v26q0 8-6 8M24 10v30" fill="none"'
        f' stroke="{dark}" stroke-width="3.4" stroke-linecap="round"/><path d="M156 100V10q12 8 10 46h-10"'
        f' fill="{dark}" stroke="{dark}" stroke-width="3.4" stroke-linejoin="round"/>',
    )


def curtain(main: str, dark: str, light: str) -> Drawing:
    """A stage with drawn curtains and a beam of light."""
    folds = "".join(
        f'<path d="M{x} 0q{6 * s} 60 {-2 * s} 120h{14 * s}q{6 * s}-60 0-120z" fill="{main if i % 2 else dark}"/>'
        for s, start in ((1, 0), (-1, 240))
        for i in range(4)
        for x in (start + s * i * 15,)
    )
    swags = "".join(
        f'<path d="M{i * 48} 0q24 40 48 0z" fill="{main}" stroke="{dark}" stroke-width="1.5"/>'
        for i in range(5)
    )
    return (
        240,
        120,
        f'<path d="M112 14 70 112h100L128 14z" fill="{light}" opacity=".35"/><ellipse cx="120" cy="112"'
        f' rx="58" ry="7" fill="{light}" opacity=".8"/>{folds}{swags}',
    )


def goods(kind: str, a: str, b: str, dark: str) -> Drawing:
    """Something a grocer sells."""
    shapes = {
        "bread": f'<path d="M14 44c-10-16 6-30 22-28h30c18-2 30 12 20 28v38H14z" fill="{a}"/>'
        f'<path d="M30 30l8 12M46 28l8 12M62 28l8 12" stroke="{b}" stroke-width="4"/>',
        "milk": f'<path d="M30 34h40v54H30z" fill="{b}"/><path d="M30 34l10-16h20l10 16z" fill="{a}"/>'
        f'<rect x="42" y="8" width="16" height="10" fill="{dark}"/><path d="M30 52h40v16H30z" fill="{a}"/>',
        "apple": f'<path d="M50 30c-20-14-38 4-34 28 4 22 20 36 34 26 14 10 30-4 34-26 4-24-14-42-34-28z"'
        f' fill="{a}"/><path d="M50 30q-2-12 4-20" stroke="{dark}" stroke-width="4" fill="none"/>'
        f'<path d="M54 22q12-16 26-10-6 14-26 10z" fill="{dark}"/><path d="M28 46q2-8 8-10" stroke="{b}"'
        f' stroke-width="4" fill="none"/>',
        "fish": f'<path d="M8 50q34-40 66-4l20-16q-6 20 0 40l-20-16Q42 90 8 50z" fill="{a}"/>'
        f'<circle cx="26" cy="46" r="4" fill="{b}"/><path d="M40 36q8 14 0 28" stroke="{b}"'
        f' stroke-width="3" fill="none"/>',
        "cheese": f'<path d="M8 62 78 22q14 8 14 24v10z" fill="{b}"/><path d="M8 62 92 54v28H8z" fill="{a}"/>'
        f'<circle cx="34" cy="70" r="6" fill="{b}"/><circle cx="66" cy="66" r="8" fill="{b}"/>',
        "tin": f'<path d="M22 20h56v62q-28 10-56 0z" fill="{a}"/><ellipse cx="50" cy="20" rx="28" ry="8"'
        f' fill="{dark}"/><path d="M22 38h56v26q-28 9-56 0z" fill="{b}"/>',
        "wine": f'<path d="M42 6h16v26q14 8 14 22v34H28V54q0-14 14-22z" fill="{a}"/>'
        f'<path d="M28 58h44v20H28z" fill="{b}"/><rect x="42" y="6" width="16" height="10" fill="{dark}"/>',
        "leek": f'<path d="M40 90Q44 50 30 8q14 8 20 30Q58 12 74 6 62 50 60 90q-10 6-20 0z" fill="{a}"/>'
        f'<path d="M41 70h18l1 20q-10 6-20 0z" fill="{b}"/>',
    }
    return 100, 96, shapes[kind]


def sofa(main: str, dark: str, light: str) -> Drawing:
    """A sofa and a lamp."""
    return (
        200,
        100,
        f'<path d="M30 40q0-16 16-16h84q16 0 16 16v30H30z" fill="{main}"/><path d="M88 26v34" stroke="{dark}"'
        f' stroke-width="1.5"/><path d="M14 48q0-9 10-9t10 9v14h108V48q0-9 10-9t10 9v38H14z" fill="{main}"'
        f' stroke="{dark}" stroke-width="1.5"/><path d="M22 86v9M154 86v9" stroke="{dark}" stroke-width="5"/>'
        f'<rect x="44" y="38" width="24" height="22" fill="{light}" transform="rotate(8 56 48)"/>'
        f'<path d="M184 96V34" stroke="{dark}" stroke-width="2.5"/><path d="M172 36l6-22h12l6 22z"'
        f' fill="{light}" stroke="{dark}" stroke-width="1"/><path d="M174 96h20" stroke="{dark}" stroke-width="3"/>',
    )
