"""Posts that come to the service as HTML: their heights as Chromium has them."""

import base64

import pytest

from layout.service.measured.heights import measured_blocks
from layout.service.measured.metrics import read_theme
from layout.typeset.words.face import open_face
from layout.typeset.words.style import Cut

THEME = """\
screens = [{viewport = [375, 667], width = 343}, {viewport = [1280, 800], width = 640}]
[paragraph]
size = 19
line = 30
below = 24
[h2]
size = 26
line = 32
above = 40
below = 12
[list]
size = 19
line = 30
inset = 40
gap = 6
below = 24
[quote]
size = 21
line = 32
gap = 24
inset = 40
below = 24
[caption]
size = 15
line = 20
above = 8
below = 24
[image]
[rule]
height = 2
above = 24
below = 24
"""
CSS = """\
*{font-optical-sizing:none!important;margin:0;padding:0;border:0;overflow-wrap:break-word}
body{font:19px/30px own}
p,ul,blockquote{margin-bottom:24px}h2{font:26px/32px own;margin:40px 0 12px}
ul{padding-left:40px}li+li,li>ul{margin-top:6px}li>ul{margin-bottom:0}
blockquote{padding-left:40px;font:21px/32px own}blockquote p:last-child{margin:0}
figure{margin-bottom:24px}figcaption{font:15px/20px own;margin-top:8px}
img{display:block;max-width:100%;height:auto}hr{height:2px;margin:24px 0}
"""
WORDS = (
    "The tide came in at seven, and with it the boats (all six): “fish & chips/peas”, AVALON To. "
)
POST = (
    "".join(f"<p>{WORDS * n}</p>" for n in (1, 3, 7))
    + f"<h2>The harbour wall: {WORDS}</h2><p>{WORDS}<br>{WORDS * 2}</p>"
    + f"<ul><li>{WORDS}</li><li>b<ul><li>{WORDS * 2}</li></ul></li></ul><hr>"
    + f"<blockquote><p>{WORDS * 2}</p><p>{WORDS}</p></blockquote>"
    + f'<figure><img width="900" height="600"><figcaption>{WORDS * 2}</figcaption></figure>'
    + f"<p>{'long' * 40} {WORDS}</p>"
)
EDGES = """[...document.querySelector('main > div').children].map(each => {
  const box = each.getBoundingClientRect()
  return [box.top, box.bottom]
})"""

SPACED = """\
screens = [{viewport = [375, 667], width = 343}, {viewport = [1280, 800], width = 640}]
collapse = false
[paragraph]
size = 19
line = 30
below = 24
tracking = 0.7
word_spacing = 3
indent = 38
[h2]
size = 26
line = 32
above = 40
below = 12
tracking = 2
uppercase = true
[list]
size = 19
line = 30
inset = 40
tracking = -0.5
below = 24
[code]
size = 16
line = 20
padding = 20
inset = 20
wrap = true
[image]
inset = 80
padding = 7
"""
SPACED_CSS = """\
*{font-optical-sizing:none!important;margin:0;padding:0;border:0;overflow-wrap:break-word}
body{font:19px/30px own}
main>div{display:flex;flex-direction:column}p,ul{margin-bottom:24px}
p{letter-spacing:.7px;word-spacing:3px;text-indent:2em}
h2{font:26px/32px own;margin:40px 0 12px;letter-spacing:2px;text-transform:uppercase}
ul{padding-left:40px;letter-spacing:-.5px}
pre{font:16px/20px own;padding:10px;white-space:pre-wrap}
figure{margin:0 40px;padding-bottom:7px}img{display:block;max-width:100%;height:auto}
"""
SPACED_POST = (
    "".join(f"<p>{WORDS * n}</p>" for n in (1, 2, 3, 4, 5, 6, 7))
    + f"<h2>{WORDS}</h2><p>{WORDS}<br>{WORDS * 2}</p><ul><li>{WORDS * 3}</li><li>b</li></ul>"
    + f"<pre>{WORDS * 3}\n{WORDS}</pre><p>{'long' * 40} {WORDS}</p>"
    + '<figure><img width="900" height="600"></figure><h2>End</h2>'
)


@pytest.mark.parametrize(
    ("metrics", "css", "post"),
    [
        (THEME, CSS, POST),
        (SPACED, SPACED_CSS, SPACED_POST),
    ],
)
def test_heights_of_html_are_those_of_chromium(chromium, tmp_path, metrics, css, post):
    font = open_face(Cut("source_serif_4")).file
    file = tmp_path / "theme.toml"
    roles = ("paragraph", "h2", "list", "quote", "caption", "code")
    fonts = "".join(f"{role} = '{font}'\n" for role in roles if f"[{role}]" in metrics)
    file.write_text(f"{metrics}[fonts]\n{fonts}")
    theme = read_theme(file)
    blocks = measured_blocks(post, theme, 20_000, "en")
    data = base64.b64encode(font.read_bytes()).decode()
    face = f"@font-face{{font-family:own;src:url(data:font/ttf;base64,{data})}}"
    for index, screen in enumerate(theme.metrics.screens):
        width, height = screen.viewport
        page = chromium.new_page(viewport={"width": width, "height": height})
        main = f"<main style='display:flow-root;width:{screen.width}px'><div>{post}</div></main>"
        page.set_content(f"<!doctype html><html lang=en><style>{face}{css}</style><body>{main}")
        page.evaluate("document.fonts.load('19px own').then(() => document.fonts.ready)")
        assert page.evaluate("document.fonts.check('19px own')")
        shown = page.evaluate(EDGES)
        page.close()
        for block, own in zip(blocks, shown, strict=True):
            assert [round(a - b) for a, b in zip(block.edges[index], own, strict=True)] == [0, 0], (
                block.text[:30]
            )
