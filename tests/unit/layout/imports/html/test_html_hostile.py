"""HTML of ill will: no traceback, no hang, nothing run."""

import pytest

from layout.imports.html.copy_of import copy_of
from layout.imports.html.reading import Setting
from slots.finding import Where

pytestmark = pytest.mark.slow
SETTING = Setting(Where("bad.html", 1), "https://paper.example/")
MANY = 5_000


@pytest.mark.parametrize(
    "text",
    [
        *(f"<{name}>x" * MANY for name in ("div", "b", "blockquote", "pre", "svg", "aside", "nav")),
        *("<ul><li>x" * MANY, "<table><tr><td>x" * MANY, "<figure><figcaption>x" * MANY),
        *(
            "<b><p>x" * MANY,
            "<a href=y><div>" * MANY,
            "<table>x" * MANY,
            "<sup><a href=#n>1" * MANY,
        ),
        "".join(f"<font color={number}>" for number in range(MANY)) + "<p>x" * MANY,
        "<table>" + "<tr><td rowspan=9999 colspan=40>x" * 500,
        *("<" * MANY, "<!--" * MANY, "<a b='" * MANY, "&#x26" * MANY, "<script>" * MANY),
        *("x<br>" * MANY, f"<p style='{' ' * MANY}'>", f"<img srcset='{'a 1x,' * 3_000}'>"),
        "".join(f"<img src='{number}/a.jpg'>" for number in range(MANY)),
    ],
    ids=lambda text: text[:20],
)
def test_much_of_anything_is_read(text):
    copy_of(text, SETTING)


def test_nothing_that_runs_survives():
    found = copy_of(
        "<p onclick='x()'>a <a href='javascript:x()'>b</a><img src='javascript:x()' onerror='x()'>"
        "<iframe src='javascript:x()'></iframe><script>x()</script></p>"
        "<form action='javascript:x()'><input type=email>t</form>",
        SETTING,
    )
    assert "x()" not in repr((found.pieces, found.media))
