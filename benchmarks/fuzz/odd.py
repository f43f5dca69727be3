"""What nobody would write: values, texts and nests that readers stumble over."""

from __future__ import annotations

import random

NUMBERS = (
    "0",
    "-1",
    "-0.0",
    "1e400",
    "1e-400",
    "1e308",
    "nan",
    "inf",
    "-inf",
    "9" * 5000,
    "-" + "8" * 400,
    "0x" + "f" * 300,
    "0." + "0" * 1000 + "1",
    "99999999999999999999",
    "2147483648",
    "9223372036854775808",
    "1_000_000_000_000",
    "1e9999999999",
    "01",
    "١٢٣",
    "１２",
    "½",
    "1/0",
    "0.1.2",
    "+5",
)
UNITS = (
    "px",
    "mm",
    " lines",
    "%",
    "% of text",
    " paragraphs",
    " screens",
    "pt",
    "p6",
    " words",
    "em",
)
DATES = (
    "0001-01-01",
    "9999-12-31",
    "2026-02-30",
    "0000-00-00",
    "10000-01-01",
    "2026-01-09T25:61:61Z",
)
TEXTS = (
    "",
    " ",
    "\0",
    "\x1b[31m",
    "\r",
    "\x0b",
    "\x85",
    "\ufeff",
    "\u2028",
    "\u202e",
    "\u00a0",
    "\u00a0" * 300,
    "\u200b",
    "\U0010ffff",
    "𝕏",
    "👩‍👩‍👧‍👦" * 40,
    "e" + "\u0301" * 2000,
    "ﷺ" * 300,
    "السلام عليكم",
    "ß" * 500,
    "W" * 20_000,
    "word " * 4000,
    "\u00ad" * 1000,
    "..",
    "../../../etc/passwd",
    "/etc/passwd",
    "/dev/zero",
    "file:///etc/passwd",
    "http://192.0.2.1/x",
    "javascript:alert(1)",
    "//",
    "a/" * 3000,
    "x" * 300,
    "C:\\con",
    "{{ 7*7 }}",
    "{{ cycler.__init__.__globals__ }}",
    "{% for a in range(99999999) %}x{% endfor %}",
    "{#",
    "<script>",
    "<!--",
    "</section>",
    "<style>*{display:none}",
    "]]>",
    "&#0;",
    "&" * 500,
    "%s%n",
    "${x}",
    "\\",
    "\\u0000",
    "'",
    '"',
    "'''",
    '"""',
    "true",
    "null",
    "[]",
    "{}",
    "---",
    ",,,,,,",
    ";",
    "\t",
    "```",
    "| a | b |\n|---|---|\n",
    "[a]: <",
    "[a][a]",
    "![x](x)",
    ":::",
)
NESTS = (
    ("[", "]"),
    ("{", "}"),
    ("{a=", "}"),
    ('{"a":', "}"),
    ("(", ")"),
    ("> ", ""),
    ("- ", ""),
    ("  - a\n", ""),
    ("*", "*"),
    ("_", ""),
    ("**a ", ""),
    ("[", "](x)"),
    ("![", "](x)"),
    ("<div>", "</div>"),
    ("<b>", ""),
    ("{% if 1 %}", "{% endif %}"),
    ("{{ ", " }}"),
    ("[a.", "]"),
    ("`", "`"),
    ("&lt;", ""),
    ("a.", "=1"),
    ("[x]: /x\n", ""),
    ("<!--", "-->"),
)
DEPTHS = (3, 20, 100, 900, 3000, 20_000)


def value(dice: random.Random) -> str:
    """An odd value, as it would stand in a file."""
    kind = dice.randrange(7)
    if kind == 0:
        return dice.choice(NUMBERS)
    if kind == 1:
        return dice.choice(NUMBERS) + dice.choice(UNITS)
    if kind == 2:
        return dice.choice(DATES)
    if kind == 3:
        return f'"{dice.choice(NUMBERS)}{dice.choice(UNITS)}"'
    if kind == 4:
        return f'"{dice.choice(TEXTS)}"'
    if kind == 5:
        return dice.choice(("true", "false", "[]", "{}", "[[]]", "null", '[""]', "[0, [1], {}]"))
    return dice.choice(TEXTS)


def text(dice: random.Random) -> str:
    """Odd text."""
    return dice.choice(TEXTS)


def nest(dice: random.Random) -> str:
    """The same inside itself, as deep as one likes."""
    before, after = dice.choice(NESTS)
    depth = dice.choice(DEPTHS)
    return before * depth + dice.choice(("", "a", "1")) + after * dice.choice((depth, depth, 0, 1))
