"""Themes of other sites, measured in Chromium: what their metrics predict, against what stands."""

import functools
import io
import json
import subprocess
import sys
import threading

import pytest
from conftest import Calm, Silent
from fontTools.ttLib import TTFont
from support.schemas.json_schema import wrong

from benchmarks.corpora import CORPORA
from layout.desk.commands.describing.schema import schema_of
from layout.service.foreign.agreement import agreement, share_of
from layout.service.foreign.browser import opened
from layout.service.foreign.measure_theme import measured_theme, screens_of
from layout.service.foreign.measured_page import measured_page
from layout.service.measured.metrics import read_theme
from layout.typeset.words.face import open_face
from layout.typeset.words.style import Cut
from slots.finding import BadInput
from slots.rulebook.load import default_rules

WIDTHS = (320, 414, 768, 1280)
SENTENCES = (
    "The tide came in at seven, and with it all six boats.",
    "Nobody on the quay had seen a winter like it, the harbour master said, “not since 1961”.",
    "Fish & chips/peas; AVALON To Va.",
    "Of the £4.2m that the council had set aside for the wall, a third was spent by March.",
    "She left.",
)
SYSTEM = """
body{margin:0;font:17px/1.65 sans-serif}article{max-width:680px;margin:0 auto;padding:0 18px}
h2{font-size:1.6em;line-height:1.25;margin:1.6em 0 .4em}p{margin:0 0 1.2em}
h3{font-size:1.3em;letter-spacing:-.01em}ul,ol{padding-left:1.4em}li{margin:.3em 0}
blockquote{margin:1.4em 0;padding:.6em 1em;border-left:4px solid;font-style:italic}
figure{margin:1.5em 0}img{display:block;max-width:100%;height:auto}
figcaption{font-size:.82em;margin-top:.5em}pre{padding:1em;overflow:auto;font-size:.85em}
table{border-collapse:collapse;width:100%}td{border:1px solid;padding:.4em .6em}
@media(max-width:600px){body{font-size:16px}}
"""
WEB_FONTS = """
@font-face{font-family:news;src:url(news.woff2);font-weight:200 800}
@font-face{font-family:cond;src:url(cond.woff2);font-weight:100 900}
*{box-sizing:border-box}
body{margin:0;font-family:news,serif;font-size:clamp(17px,1vw + 10px,22px);line-height:1.5}
article{width:min(36em,100% - 40px);margin:auto}article>*{margin:0 0 1em}
h2,h3{font-family:cond;text-transform:uppercase;letter-spacing:.04em;font-weight:700}
h2,h3{line-height:1.15;margin-top:1.5em}h2{font-size:1.7em}h3{font-size:1.35em}
p+p{text-indent:1.5em;margin-top:-.4em}blockquote{padding:0 2em;font-size:1.15em}
blockquote p{margin:0 0 .5em}blockquote cite{display:block;font:400 .8em/1.2 cond}
img{max-width:100%;height:auto}figcaption{font:400 .8em/1.3 cond}
table{border-spacing:0}td{padding:6px 10px;border-bottom:1px solid}
"""
EMS = """
body{margin:0;font:1.125rem/1.7 serif}
article{display:grid;row-gap:1.25em;
grid-template-columns:minmax(16px,1fr) minmax(0,38rem) minmax(16px,1fr)}
article>*{grid-column:2;margin:0}h2{font-size:2em;line-height:1.1;padding-top:.5em}
h2{border-top:3px double}h3{font-size:1.4em;font-style:italic;text-wrap:balance}
article>figure{grid-column:1/-1;max-width:52rem;width:100%;margin:0 auto}
ul,ol{display:flex;flex-direction:column;gap:.5em;padding-left:2em}
blockquote{border:1px solid;padding:1.2em}blockquote p{margin:.4em 0}
img{width:100%;height:auto}figcaption{text-align:center;font-size:.85em;padding:.6em 10%}
pre{white-space:pre-wrap;padding:.8em}iframe{width:100%;aspect-ratio:16/9;height:auto}
p{text-align:justify;word-spacing:.05em}
"""


def words(first, count):
    return " ".join(SENTENCES[at % len(SENTENCES)] for at in range(first, first + count))


def post():
    """A post with each role, twenty paragraphs among them."""
    parts = []
    for at in range(4):
        parts.append(f"<h2>{words(at, 1)}</h2>")
        parts += [f"<p>{words(at * 5 + each, 2 + each)}</p>" for each in range(5)]
        parts.append(f"<ul>{''.join(f'<li>{words(each, 2)}</li>' for each in range(3))}</ul>")
        cite = "<cite>Ada Barrow</cite>" if at % 2 else ""
        parts.append(f"<blockquote><p>{words(at, 3)}</p><p>{words(at, 1)}</p>{cite}</blockquote>")
        size = ("900", "600") if at % 2 else ("300", "180")
        image = f'<img src="{size[0]}.svg" width="{size[0]}" height="{size[1]}" alt="">'
        caption = f"<figcaption>{words(at, 2)}</figcaption>" if at > 1 else ""
        parts.append(f"<figure>{image}{caption}</figure><h3>{words(at + 2, 1)}</h3><hr>")
    rows = "".join(f"<tr><td>{words(at, 1)}</td><td>{at}</td></tr>" for at in range(3))
    parts.append(f"<table><tbody>{rows}</tbody></table><pre><code>a\n  b</code></pre>")
    parts.append('<iframe width="560" height="315"></iframe>')
    return "".join(parts)


def svg(width, height):
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}></svg>'


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The address of a folder with a page in each theme."""
    root = tmp_path_factory.mktemp("foreign")
    for name, cut in (("news", Cut("newsreader")), ("cond", Cut("roboto_condensed"))):
        font = TTFont(open_face(cut).file)
        font.flavor = "woff2"
        file = io.BytesIO()
        font.save(file)
        (root / f"{name}.woff2").write_bytes(file.getvalue())
    for size in ((900, 600), (300, 180)):
        (root / f"{size[0]}.svg").write_text(svg(*size))
    for name, css in (("system", SYSTEM), ("web-fonts", WEB_FONTS), ("ems", EMS)):
        head = f"<!doctype html><html lang=en><meta charset=utf-8><style>{css}</style>"
        nav = "<nav><p>Home</p><p>Sport</p></nav>"
        (root / f"{name}.html").write_text(f"{head}<body>{nav}<article>{post()}</article>")
    (root / "links.html").write_text("<!doctype html><ul><li>Home</ul><p>Too short.</p>")
    server = Calm(("127.0.0.1", 0), functools.partial(Silent, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("name", "fonts", "collapse"),
    [
        ("system", set(), True),
        ("web-fonts", {"newsreader", "roboto-condensed"}, True),
        ("ems", set(), False),
    ],
)
def test_metrics_of_a_page_predict_its_blocks(chromium, site, tmp_path, name, fonts, collapse):
    sizes = screens_of(default_rules(), WIDTHS)
    with opened(chromium, f"{site}/{name}.html") as page:
        before = page.asked("() => document.body.innerHTML", None)
        measured = measured_page(page, sizes, None)
        assert page.asked("() => document.body.innerHTML", None) == before
    theme = measured_theme([measured], sizes, "fonts")
    assert theme.copies == ("article",)
    (tmp_path / "fonts").mkdir()
    for font in theme.fonts.values():
        (tmp_path / "fonts" / font.name).write_bytes(font.data)
        assert "licen" in font.licence.lower()
    names = {font.name.rstrip("0123456789-.tf") for font in theme.fonts.values()}
    assert names == fonts
    (tmp_path / "theme.toml").write_text(theme.toml)
    own = read_theme(tmp_path / "theme.toml")
    assert own.metrics.collapse is collapse
    found = agreement(own, [measured])
    assert found.untold == 0
    share = share_of(found.compared)
    far = [each for each in found.compared if abs(each.error) > 1]
    assert share.within_px >= 0.95 * share.blocks, far
    assert share.within_line == share.blocks, far


@pytest.mark.parametrize(
    ("name", "copy", "says"),
    [
        ("none", None, "the site answered 404"),
        ("links", None, "no copy"),
        ("system", ".entry-content", "no element is"),
        ("system", "p:::none", "no element is"),
    ],
)
def test_no_page_and_no_copy_are_told(chromium, site, name, copy, says):
    sizes = screens_of(default_rules(), (375,))
    address = f"{site}/{name}.html"
    with pytest.raises(BadInput, match=says), opened(chromium, address) as page:
        measured_page(page, sizes, copy)


def test_a_page_in_a_file_has_what_lies_beside_it_and_no_network(chromium, site, tmp_path):
    (tmp_path / "own.css").write_text("p{font-size:23px;line-height:31px}")
    file = tmp_path / "saved.html"
    links = f'<link rel=stylesheet href=own.css><link rel=stylesheet href="{site}/news.css">'
    file.write_text(f"<!doctype html><meta charset=utf-8>{links}<main>{post()}</main>")
    with opened(chromium, str(file)) as page:
        measured = measured_page(page, screens_of(default_rules(), (375,)), None)
        assert page.asked("() => fetch(location.origin).then(() => 1, () => 0)", None) == 0
        sent = f"() => fetch('{site}/system.html', {{mode: 'no-cors'}}).then(() => 1, () => 0)"
        assert page.asked(sent, None) == 0
    paragraph = measured.widest.roles["paragraph"]
    assert (paragraph.size, paragraph.line) == (23, 31)
    assert measured.missed == (f"{site}/news.css",)


def test_a_site_that_does_not_answer_is_told(chromium):
    with pytest.raises(BadInput, match="cannot be opened"), opened(chromium, "http://127.0.0.1:1/"):
        pass


@pytest.mark.slow
@pytest.mark.skipif(not CORPORA.exists(), reason="the pages of ../shared/corpora are not here")
@pytest.mark.parametrize(
    "name", ["citylab-1", "wapo-1", "medicalnewstoday", "dropbox-blog", "seattletimes-1"]
)
def test_saved_pages_of_others_are_told(chromium, tmp_path, name):
    sizes = screens_of(default_rules(), (375, 1280))
    file = CORPORA / "imports" / "html" / name / "source.html"
    with opened(chromium, str(file)) as page:
        measured = measured_page(page, sizes, None)
    theme = measured_theme([measured], sizes, "fonts")
    (tmp_path / "theme.toml").write_text(theme.toml)
    found = agreement(read_theme(tmp_path / "theme.toml"), [measured])
    paragraphs = found.by_role()["paragraph"]
    assert paragraphs.blocks > 2 and paragraphs.within_line >= 0.9 * paragraphs.blocks


@pytest.mark.slow
def test_the_command_writes_metrics_and_what_they_are_worth(site, tmp_path):
    code = "from layout.desk.entry import script; script()"
    command = [sys.executable, "-c", code, "measure-theme", f"{site}/ems.html", "--json"]
    done = subprocess.run(
        [*command, "--screens", "414,1280", "-o", str(tmp_path / "theme.toml")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    data = json.loads(done.stdout)
    assert wrong(data, schema_of("measure-theme")) == []
    assert [each["viewport"] for each in data["screens"]] == [[414, 667], [1280, 800]]
    assert data["pages"][0]["copy"] == "article"
    assert read_theme(tmp_path / "theme.toml").metrics.paragraph.size == 18
    assert [each.name for each in tmp_path.iterdir()] == ["theme.toml"]
