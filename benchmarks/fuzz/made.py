"""Files made on purpose, not by accident: ten thousand rows, forms in forms, pictures of a
billion pixels in a hundred bytes."""

from __future__ import annotations

import json
import random
import struct
import zlib

from benchmarks.fuzz import odd

MANY = (2, 30, 400, 5000, 40_000)


def made_text(kind: str, dice: random.Random) -> str:
    """A text of a kind with much of one thing, or odd values wherever one may stand."""
    return _TEXTS.get(kind, _nested)(dice)


def _count(dice: random.Random) -> int:
    return dice.choice(MANY)


def _nested(dice: random.Random) -> str:
    return odd.nest(dice)


def _story(dice: random.Random) -> str:
    many = _count(dice)
    head = f"---\nheadline: {odd.value(dice)}\ndate: {odd.value(dice)}\n---\n\n"
    body = dice.choice(
        (
            "A paragraph with [a link][a] in it.\n\n" * many + "[a]: /a\n" * many,
            "[a" * many,
            "![" * many + "](" * many,
            "> " * many + "quoted",
            "- a\n" * many,
            "".join(f"{' ' * (i % 900)}- a\n" for i in range(many)),
            "| a " * min(many, 3000) + "|\n" + "|---" * min(many, 3000) + "|\n" + "| b |\n" * 40,
            "*a _b **c " * many,
            "<div>" * many + "a",
            "<!-- " * many,
            "<script>" + "x" * many,
            "# head\n\n" * many,
            "Blue Box\n\n" * many,
            "Google ad\n\n" * many,
            "`" * many + "a",
            "\\" * many,
            "&amp;" * many,
            f"{odd.text(dice)}\n\n" * min(many, 400),
            "word " * many,
            "w" * many,
            "[x]: <" + "x" * many,
            "```\n" * many,
            "Digest\n\n" + "- item\n" * many,
        )
    )
    return dice.choice((head, "")) + body


def _settings(dice: random.Random) -> str:
    many = min(_count(dice), 5000)
    return dice.choice(
        (
            "".join(f"[[print.sections]]\nname = 'S{i}'\npages = 2\n" for i in range(many)),
            f"[print]\npages = {odd.value(dice)}\ncolumns = {odd.value(dice)}\n",
            f"[edition]\ndate = {odd.value(dice)}\nnumber = {odd.value(dice)}\n",
            f"[print]\nformat='x'\n[format.x]\nwidth = {odd.value(dice)}\nheight = '300mm'\n",
            f"name = {odd.value(dice)}\nsite = {odd.value(dice)}\ntheme = {odd.value(dice)}\n",
            "".join(f"k{i} = 1\n" for i in range(many)),
            "a = " + odd.nest(dice),
            "a = " + "[" * many,
            "a" + ".a" * many + " = 1\n",
            "[" + "a." * many + "a]\n",
        )
    )


def _rules(dice: random.Random) -> str:
    many = min(_count(dice), 5000)
    keys = "value max auto min decay margin from_top from_end distance sizes takes when".split()
    return dice.choice(
        (
            "".join(f"[slot.s{i}]\nholds='ad'\nsizes=['300x250']\n" for i in range(many)),
            f"[slot.a]\nholds='ad'\nsizes=['9x9']\n{dice.choice(keys)} = {odd.value(dice)}\n",
            f"[page]\n{dice.choice(('density', 'max_ads', 'spacing'))} = {odd.value(dice)}\n",
            f"[breakpoints]\na = {odd.value(dice)}\nb = '{dice.choice(odd.NUMBERS)}px..1px'\n",
            "[slot.a]\nholds='ad'\nsizes = [" + "'300x250'," * many + "]\n",
            f"[slot.a]\nholds='ad'\nsizes=['300x250']\nauto = {many}\nmax = {many}\n",
            "[slot.a]\nholds='ad'\nsizes=['1x1mm..9999mm']\nrelax = ["
            + "{rule='adjacent'}," * many
            + "]\n",
            "a = " + odd.nest(dice),
        )
    )


def _creatives(dice: random.Random) -> str:
    many = min(_count(dice), 2000)
    return dice.choice(
        (
            "".join(
                f"[creative.c{i}]\nkind='gpt'\nslots=['a']\nunit='/1/a'\n" for i in range(many)
            ),
            f"[creative.a]\nkind='house'\nslots=['inline-ad']\nimage={odd.value(dice)}\nalt='a'\n",
            f"[creative.a]\nkind='html'\nslots=['ad']\nfile={odd.value(dice)}\nsizes={odd.value(dice)}\n",
            f"[creative.a]\nkind={odd.value(dice)}\nshare={odd.value(dice)}\n",
        )
    )


def _pages(dice: random.Random) -> str:
    many = _count(dice)
    names = ", ".join(f'"s{i}"' for i in range(many))
    return dice.choice(
        (
            "".join(f"[story.s{i}]\npage = {i % 96 + 1}\nlead = true\n" for i in range(many)),
            "".join(f"[page.{i}]\nstories = ['a', 's{i}']\n" for i in range(many)),
            f"[page.1]\nstories = [{names}]\n",
            f"[story.a]\npage={odd.value(dice)}\nhold={odd.value(dice)}\nheadline={odd.value(dice)}\n",
            f"[page.1]\nlead={odd.value(dice)}\nonly={odd.value(dice)}\nstories={odd.value(dice)}\n",
        )
    )


def _rows(dice: random.Random) -> str:
    many = _count(dice)
    row = f"N{{0}},Arrow Ferries,ferry,{dice.choice(('2x60mm', '1x10mm', odd.text(dice)[:40]))},"
    return "id,advertiser,category,size,section\n" + "".join(
        f"{row.replace('{0}', str(i))}\n" for i in range(many)
    )


def _book(dice: random.Random) -> str:
    many = min(_count(dice), 5000)
    keys = "size pages priority price lock apart away_from near section coupon side".split()
    return dice.choice(
        (
            "".join(f"[[ad]]\nid='A{i}'\nadvertiser='a'\nsize='2x60mm'\n" for i in range(many)),
            f"[[ad]]\nid='A'\nadvertiser='a'\n{dice.choice(keys)} = {odd.value(dice)}\n",
            f"[modules]\na = {odd.value(dice)}\n[[ad]]\nid='A'\nadvertiser='a'\nsize='a'\n",
        )
    )


def _theme(dice: random.Random) -> str:
    tables = "families colours styles strokes furniture styles.body colours.blue strokes.lead"
    keys = "size leading weight family cmyk rgb thickness colour headlines text optical features"
    return "".join(
        f"[{table}]\n{dice.choice(keys.split())} = {odd.value(dice)}\n"
        for table in dict.fromkeys(dice.choices(tables.split(), k=dice.choice((1, 2, 5))))
    )


def _strip(dice: random.Random) -> str:
    many = min(_count(dice), 5000)
    items = [
        {"id": f"p{i}", "role": "paragraph", "top": i * 20, "bottom": i * 20 + 20, "words": 9}
        for i in range(many)
    ]
    whole = {"width": 343, "viewport": [375, 667], "height": many * 20, "items": items}
    text = json.dumps(whole)
    return dice.choice(
        (
            text,
            text.replace(": ", ":\u00a0"),
            text.replace("9}", f"{odd.value(dice)}}}", 3),
            text.replace('"paragraph"', odd.value(dice), 2),
            '{"items": ' + odd.nest(dice),
            "[" + "\u00a0," * many,
        )
    )


def _plan(dice: random.Random) -> str:
    many = min(_count(dice), 5000)
    ad = '{"id": "N%d", "page": 1, "column": 0, "row": %s, "columns": 5, "rows": 18}'
    ads = ",".join(ad % (i, dice.choice(("3", odd.value(dice)))) for i in range(many))
    return f'{{"version": 1, "pages": {odd.value(dice)}, "ads": [{ads}], "stories": {{}}}}'


def _template(dice: random.Random) -> str:
    return dice.choice(
        (
            "{% for a in range("
            + dice.choice((*odd.NUMBERS[-6:], "9999999"))
            + ") %}x{% endfor %}",
            "{{ " + "(" * 500 + "1" + ")" * 500 + " }}",
            "{{ 'x' * 999999999 }}",
            "{{ 9 ** 9 ** 9 }}",
            "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
            "{% include 'modules/blue_box.html.j2' %}",
            "{{ cycler.__init__.__globals__.os }}",
            "{% set x = namespace() %}{{ x.y }}",
            "{{ module|attr('__class__') }}",
            "{{ '%1000000000d' % 1 }}",
            "{{ [1] * 99999999 }}",
            odd.nest(dice),
        )
    )


_TEXTS = {
    "story.md": _story,
    "story.txt": _story,
    "module": _story,
    "newsgrid": _settings,
    "slots": _rules,
    "creatives": _creatives,
    "pages": _pages,
    "ads.csv": _rows,
    "ads.toml": _book,
    "theme": _theme,
    "strip": _strip,
    "plan": _plan,
    "templates": _template,
}


# --- bytes --------------------------------------------------------------------------------------


def made_picture(dice: random.Random) -> bytes:
    """A picture whose head promises more than there is."""
    width, height = (dice.choice((0, 1, 30_000, 65_535, 2**31 - 1)) for _ in range(2))
    return dice.choice((_png, _gif, _bmp, _webp))(width, height, dice)


def _png(width: int, height: int, dice: random.Random) -> bytes:
    depth, colour = dice.choice(((8, 2), (1, 0), (16, 6), (8, 3), (4, 3)))
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, dice.choice((0, 0, 1)))
    data = zlib.compress(b"\0" * dice.choice((10, 100_000, 3_000_000)))
    chunks = [(b"IHDR", head), (b"IDAT", data), (b"IEND", b"")]
    if dice.random() < 0.5:
        extra = dice.choice((b"iCCP", b"eXIf", b"iTXt", b"tRNS", b"PLTE", b"gAMA", b"acTL"))
        chunks.insert(1, (extra, dice.randbytes(dice.choice((0, 3, 40)))))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )


def _gif(width: int, height: int, dice: random.Random) -> bytes:
    size = struct.pack("<HH", width & 0xFFFF, height & 0xFFFF)
    frame = b"\x2c\0\0\0\0" + size + b"\0\x08" + b"\x05" + dice.randbytes(5) + b"\0"
    return b"GIF89a" + size + b"\x80\0\0\0\0\0\xff\xff\xff" + frame * dice.choice((1, 500)) + b";"


def _bmp(width: int, height: int, dice: random.Random) -> bytes:
    head = struct.pack("<IiiHHIIiiII", 40, width, -height, 1, dice.choice((1, 24, 32)), *[0] * 6)
    return b"BM" + struct.pack("<IHHI", 54, 0, 0, 54) + head + b"\0" * 60


def _webp(width: int, height: int, dice: random.Random) -> bytes:
    size = (width & 0xFFFFFF).to_bytes(3, "little") + (height & 0xFFFFFF).to_bytes(3, "little")
    chunk = b"VP8X" + struct.pack("<I", 10) + bytes([dice.randrange(64), 0, 0, 0]) + size
    return b"RIFF" + struct.pack("<I", len(chunk) + 4) + b"WEBP" + chunk


def made_artwork(dice: random.Random) -> bytes:
    """A PDF of a few kilobytes that is much to draw, or leads round in a circle."""
    return dice.choice((_nested_forms, _page_tree, _packed))(dice)


def _nested_forms(dice: random.Random) -> bytes:
    """Forms that draw the next one several times: what is to be drawn is `times` ** `depth`."""
    depth, times = dice.choice((3, 12, 60)), dice.choice((1, 2, 10))
    parts = []
    for number in range(depth):
        below = f"/XObject << /F {number + 5} 0 R >>" if number < depth - 1 else ""
        loop = dice.random() < 0.05
        below = below or (f"/XObject << /F {dice.randrange(4, depth + 4)} 0 R >>" if loop else "")
        draw = "/F Do " * times if below else "0 0 9 9 re f "
        parts.append(
            f"<< /Type /XObject /Subtype /Form /BBox [0 0 99 99] /Resources << {below} >>"
            f" /Length {len(draw)} >> stream\n{draw}\nendstream"
        )
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R "
    page += "/Resources << /XObject << /F 4 0 R >> >> >>"
    return _pdf(page, parts)


def _page_tree(dice: random.Random) -> bytes:
    box = " ".join(dice.choice((*odd.NUMBERS[:8], "0", "100", "200")) for _ in range(4))
    parent = dice.choice(("2 0 R", "3 0 R", "9 0 R", "null", "(a)", "<< >>"))
    turn = dice.choice(odd.NUMBERS)
    page = f"<< /Type /Page /Parent {parent} /MediaBox [{box}] /Rotate {turn} /TrimBox [{box}] >>"
    page = page.encode().decode("latin-1")  # digits of other scripts, byte by byte
    return _pdf(page, [], dice.choice(("[3 0 R]", "[2 0 R]", "[3 0 R 2 0 R]", "3 0 R", "[]")))


def _packed(dice: random.Random) -> bytes:
    """A stream that unpacks to a thousand times its size, over and over."""
    data = b"0 0 9 9 re f " * dice.choice((10, 300_000))
    for _ in range(dice.choice((1, 2, 3))):
        data = zlib.compress(data, 9)
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R >>"
    filters = "/FlateDecode " * dice.choice((1, 2, 3))
    stream = f"<< /Length {len(data)} /Filter [{filters}] >> stream\n"
    return _pdf(page, [stream + data.decode("latin-1") + "\nendstream"])


def _pdf(page: str, parts: list[str], kids: str = "[3 0 R]") -> bytes:
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids {kids} /Count 1 >>"]
    file, places = b"%PDF-1.7\n", []
    for number, body in enumerate([*objects, page, *parts], 1):
        places.append(len(file))
        file += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}"
    end += f"trailer << /Size {len(places) + 1} /Root 1 0 R >>\nstartxref\n{len(file)}\n%%EOF\n"
    return file + end.encode("ascii")
