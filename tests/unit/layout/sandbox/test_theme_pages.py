"""What a publication brings besides templates' code: pages without scripts, style sheets that ask
for nothing, pictures from inside alone, and names and paths that lead nowhere."""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.desk.command import main
from layout.page.document import Document
from layout.press.boxes.module_markup import module_html
from layout.press.frames.drawing_size import MOST, draws_too_much, elements_drawn
from layout.press.frames.fetching import picture_address
from layout.press.frames.skeleton import Frame, frame_depths, frames_pdfs
from layout.press.html import write_html
from layout.press.ink.metadata import UNDATED
from layout.sandbox.no_foreign_script import Allowed, page_findings
from layout.story.as_written import Ask, Story
from layout.story.block import Listing, Paragraph, Table
from layout.story.module import Module, ModuleItem
from layout.story.publication import Publication
from layout.story.run import plain
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import THEMES, load_theme
from layout.web.html.text_markup import TEMPLATES
from layout.web.pages.compose import compose
from layout.web.pages.template_room import web_templates
from slots.finding import BadInput
from slots.rulebook.load import default_rules

pytestmark = pytest.mark.slow

STORY = """\
---
headline: Ferry returns
---
The ferry will sail again on Monday, the harbour council said. It has been away for a year.

::: blue_box Tickets
- They are sold on the pier.
:::
"""
PAGE = (TEMPLATES / "page.html.j2").read_text(encoding="utf-8")
META = '<meta http-equiv="Content-Security-Policy" content="{{ policy }}">'
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def paper(folder: Path, files: dict[str, str | bytes] | None = None, settings: str = "") -> Path:
    """A publication with a theme of its own."""
    made = folder / "paper"
    (made / "stories").mkdir(parents=True, exist_ok=True)
    (made / "stories" / "ferry.md").write_text(STORY, encoding="utf-8")
    (made / "newsgrid.toml").write_text(settings or 'theme = "look"\n', encoding="utf-8")
    for name, data in {"look/theme.toml": "", **(files or {})}.items():
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    return made


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    yield tmp_path


def told(capsys: pytest.CaptureFixture[str], *command: str) -> tuple[int, list[str]]:
    """The exit code and the errors of a command."""
    code = main([*command, "--json"])
    found = json.loads(capsys.readouterr().out)["findings"]
    errors = [one for one in found if one["severity"] == "error"]
    places = [":".join(str(one[key]) for key in ("file", "line") if one.get(key)) for one in errors]
    return code, [f"{place}: {one['message']}" for place, one in zip(places, errors, strict=True)]


# --- Pages -----------------------------------------------------------------------------------

SCRIPTS = {
    "a script": "<script>alert(1)</script>",
    "its own file": '<script src="assets/x.js"></script>',
    "a module": '<script type="module">x</script>',
    "data with an address": '<script type="application/ld+json" src="x.js"></script>',
    "in a drawing": "<svg><script>alert(1)</script></svg>",
    "an event": '<p onclick="alert(1)">x</p>',
    "an event in capitals": '<p ONCLICK="alert(1)">x</p>',
    "an event in a drawing": '<svg onload="alert(1)"></svg>',
    "an address": '<a href="javascript:alert(1)">x</a>',
    "an address with a tab": '<a href="java\tscript:alert(1)">x</a>',
    "an address in entities": '<a href="&#106;avascript:alert(1)">x</a>',
    "an address of a drawing": '<svg><a xlink:href="javascript:alert(1)">x</a></svg>',
    "an animated address": '<svg><animate attributeName="href" values="javascript:x"/></svg>',
    "data": '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    "a frame": '<iframe src="x.html"></iframe>',
    "a frame of the site": '<iframe src="x" sandbox="allow-scripts allow-same-origin"></iframe>',
    "a page in a frame": '<iframe sandbox="" srcdoc="<script>alert(1)</script>"></iframe>',
    "an object": '<object data="x.swf"></object>',
    "an embed": '<embed src="x.swf">',
    "a base": '<base href="https://evil.example/">',
    "sent on": '<meta http-equiv="refresh" content="0; url=https://evil.example/">',
    "another form": '<button formaction="https://evil.example/">x</button>',
    "hidden from readers": "<noscript><p title='</noscript><img onerror=x>'></noscript>",
    "a template": "<template><script>alert(1)</script></template>",
    "out of a title": "<title></title><svg/onload=alert(1)>",
    "a story's words": "<a href='{{ story.headline | plain }}' {{ story.headline | plain }}>x</a>",
}


@pytest.mark.parametrize("markup", SCRIPTS.values(), ids=SCRIPTS)
def test_no_page_of_a_theme_holds_a_script(
    here: Path, capsys: pytest.CaptureFixture[str], markup: str
) -> None:
    text = PAGE.replace("<main ", f"\n{markup}\n<main ")
    made = paper(here, {"look/web/page.html.j2": text})
    story = STORY.replace("Ferry returns", "onclick=alert(1)")
    (made / "stories" / "ferry.md").write_text(story, encoding="utf-8")
    code, errors = told(capsys, "web", "paper/stories/ferry.md", "-o", "out")
    assert code == 2 and errors and not (here / "out").exists()
    assert all(error.startswith("paper/look/web/page.html.j2:") for error in errors)


POLICIES = {
    "none": PAGE.replace(META, ""),
    "its own": PAGE.replace("{{ policy }}", "default-src *"),
    "too late": PAGE.replace(META, "").replace("{{ assets }}", "{{ assets }}" + META),
    "in the body": PAGE.replace(META, "").replace('<body id="top">', f'<body id="top">{META}'),
    "in a comment": PAGE.replace(META, f"<!-- {META} -->"),
    "after another": PAGE.replace(META, META.replace("{{ policy }}", "default-src *") + META),
}


@pytest.mark.parametrize("text", POLICIES.values(), ids=POLICIES)
def test_a_page_keeps_its_policy_in_front(
    here: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    assert text != PAGE
    paper(here, {"look/web/page.html.j2": text})
    code, errors = told(capsys, "web", "paper/stories/ferry.md", "-o", "out")
    assert code == 2
    assert [error for error in errors if "without its policy" in error]


def test_ours_copied_into_a_theme_gives_the_same_page_and_nothing_to_say(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = TEMPLATES.parent
    files = {
        f"look/{side}/{file.relative_to(folder / side).as_posix()}": file.read_bytes()
        for side in ("web", "print", "shared")
        for file in sorted((folder / side).rglob("*"))
        if file.is_file()
    }
    paper(here, settings="name = 'P'\n")
    assert main(["site", "paper", "-o", "ours"]) == 0
    paper(here, dict(files), "name = 'P'\ntheme = 'look'\n")
    assert main(["site", "paper", "-o", "theirs"]) == 0
    capsys.readouterr()
    for file in sorted((here / "ours").rglob("*.html")):
        name = file.relative_to(here / "ours")
        assert file.read_bytes() == (here / "theirs" / name).read_bytes(), name
    code = main(["check", "paper", "--json"])
    found = json.loads(capsys.readouterr().out)["findings"]
    listed = [one for one in found if one["code"] == "template-overridden"]
    assert code == 0 and len(listed) == sum(name.endswith((".j2", ".css")) for name in files)


def test_check_tries_what_only_data_shows(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paper(
        here,
        {
            "look/web/cards.html.j2": "{% macro container(it) %}\n{{ it.nobody }}{% endmacro %}",
            "look/print/modules/blue_box.html.j2": "\n\n{{ module.nobody }}",
            "look/print/house/tip.html.j2": "{{ fit(copy, 'bold', [1, 1]) }}",
            "look/web/mine.html.j2": "{{ nobody",
        },
    )
    code, errors = told(capsys, "check", "paper", "--no-stories")
    assert code == 1
    assert [error.split(": ")[0] for error in errors] == ["paper/look/web/mine.html.j2:1"]
    (here / "paper" / "look" / "web" / "mine.html.j2").unlink()
    assert told(capsys, "check", "paper", "--no-stories") == (0, [])
    code, errors = told(capsys, "check", "paper")
    assert code == 1
    assert {error.split(": ")[0] for error in errors} == {
        "paper/look/web/cards.html.j2:2",
        "paper/look/print/house/tip.html.j2:1",
    }
    (here / "paper" / "look" / "print" / "house" / "tip.html.j2").unlink()
    assert "paper/look/print/modules/blue_box.html.j2:3" in str(told(capsys, "check", "paper"))


@pytest.mark.parametrize(
    ("odd", "line"),
    [
        ("{{ 1 ! 2 }}", 2),
        ("{{ 'x }}", 2),
        ("{{ (1] }}", 2),
        ("{% raw %}", 2),
        ("{# open", 2),
        ("{{", 3),  # what it should hold is missed at the end
    ],
)
def test_what_the_lexer_cannot_read_is_told_at_its_line(
    here: Path, capsys: pytest.CaptureFixture[str], odd: str, line: int
) -> None:
    paper(here, {"look/print/page.html.j2": f"<p>\n{odd}\n</p>"})
    code, errors = told(capsys, "check", "paper", "--no-stories")
    assert code == 1
    assert [error.split(": ")[0] for error in errors] == [f"paper/look/print/page.html.j2:{line}"]


def test_a_print_page_of_a_theme_holds_no_script_and_loads_nothing(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for markup in (
        "<script>alert(1)</script>",
        '<img src="https://evil.example/x.png" alt="">',
        '<img srcset="//evil.example/x.png 1x" alt="">',
        '<link rel="stylesheet" href="https://evil.example/x.css">',
        "<style>@import 'https://evil.example/x.css';</style>",
        '<p style="background: url(https://evil.example/x.png)">x</p>',
        '<iframe src="x.html" sandbox=""></iframe>',
    ):
        page = (TEMPLATES.parent / "print" / "page.html.j2").read_text(encoding="utf-8")
        text = page.replace("<body>", f"<body>\n{markup}")
        theme = load_theme(paper(here, {"look/print/page.html.j2": text}) / "look", here / "paper")
        with pytest.raises(BadInput, match=r"page\.html\.j2"):
            write_html(Document("T", "en", None, ()), theme, Foundry(theme.fallback))


def test_files_that_no_template_can_be_are_told_by_check(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = paper(here, {"look/web/a b.html.j2": "", "look/web/odd.css": ""})
    (made / "look" / "web" / "dead.html.j2").symlink_to("nowhere")
    (made / "look" / "web" / "out.html.j2").symlink_to(made / "newsgrid.toml")
    (made / "look" / "web" / "folder.html.j2").mkdir()
    (made / "look" / "web" / "a\nb.html.j2").write_bytes(b"")
    (made / "look" / "web" / b"\xff.html.j2".decode("utf-8", "surrogateescape")).write_bytes(b"")
    code, errors = told(capsys, "check", "paper")
    assert code == 1 and len(errors) == 5
    said = "\n".join(errors)
    for name in ("a b.html.j2", "dead.html.j2", r"a\nb.html.j2", r"\xff.html.j2"):
        assert f"paper/look/web/{name}: is no file that a template can be" in said
    assert "paper/look/web/out.html.j2: lies outside the theme's folder" in said


def test_a_pipe_as_a_picture_of_a_theme_holds_nothing_up(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = paper(here, {"look/print/modules/blue_box.html.j2": '<img src="pipe.png" alt="">'})
    os.mkfifo(made / "look" / "pipe.png")
    for command in (["print", "paper"], ["print", "paper/stories/ferry.md", "-o", "x.pdf"]):
        code, errors = told(capsys, *command)
        assert code == 2 and '"pipe.png" is not fetched: is a pipe, not a file' in str(errors)


def test_a_story_full_of_markup_is_text_in_print_as_html(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hostile = "x <script>alert(1)</script> {{ 7 * 7 }} onclick='alert(1)' </style>"
    text = STORY.replace("Ferry returns", f'"{hostile}"\nbyline: "{hostile}"')
    made = paper(here, {}, 'name = "P </title><script>"\n')
    (made / "stories" / "ferry.md").write_text(text.replace("pier", hostile), encoding="utf-8")
    assert main(["print", "paper/stories/ferry.md", "-o", "out", "--html"]) in (0, 1)
    capsys.readouterr()
    html = (here / "out" / "print.html").read_text(encoding="utf-8")
    assert page_findings(html, Allowed(), web_templates(load_theme()).shelves) == ()


def test_the_desk_tells_of_a_template_and_goes_on(here: Path) -> None:
    """Nothing runs where the preview makes a page or an edition; it keeps the last good page."""
    from layout.desk.preview.print.tasks import PrintBench
    from layout.desk.preview.web.tasks import WebBench

    bad = "\n{{ cycler.__init__.__globals__.os.popen('touch canary').read() }}"
    names = ("look/web/page.html.j2", "look/print/modules/generic.html.j2")
    made = paper(here, dict.fromkeys(names, bad))
    web, story = WebBench(str(made), False), "stories/ferry.md"
    with pytest.raises(BadInput) as told:
        web.html(story, "", None)
    assert {str(one.where).removeprefix(f"{made}/") for one in told.value.findings} <= {
        "look/web/page.html.j2:2",
    }
    (made / names[0]).write_text(PAGE + "\n", encoding="utf-8")
    good = web.html(story, "", None)[2]
    assert b"Ferry returns" in good
    (made / names[0]).write_text(bad, encoding="utf-8")
    assert web.html(story, "", None)[2] == good
    assert "bad-template" in str(web.page(story, "", None)["problems"])
    told_of = PrintBench(str(made), False).edition("")["problems"]
    assert [(one["file"], one["line"]) for one in told_of] == [(names[1], 2)] * len(told_of)
    assert told_of
    assert not (here / "canary").exists()


# --- Style sheets and drawings ------------------------------------------------------------------

SHEETS = {
    ".a{}\n</style><script>alert(1)</script>": "print.css:2: HTML has no place",
    "/* </style> */": "print.css:1: HTML has no place in a style sheet, not even in a comment",
    "/* a\n b */ <!-- x": "print.css:2: HTML has no place",
    '\n@import "other.css";': "print.css:2: @import is not open to themes",
    "@IMPORT url(file:///etc/passwd);": "print.css:1: @import is not open",
    "@font-face{font-family:x;src:url(x.ttf)}": "print.css:1: @font-face is not open",
    r"@\69mport 'x.css';": "print.css:1: a rule's name is spelled with a backslash",
    "@color-profile x{src:url(x.icc)}": "print.css:1: @color-profile is not open",
}


@pytest.mark.parametrize(("text", "start"), SHEETS.items())
def test_a_style_sheet_is_style_alone(
    here: Path, capsys: pytest.CaptureFixture[str], text: str, start: str
) -> None:
    paper(here, {"look/print/print.css": text})
    for command in (["check", "paper"], ["print", "paper/stories/ferry.md", "-o", "x.pdf"]):
        code, errors = told(capsys, *command)
        assert code == (1 if command[0] == "check" else 2)
        assert any(error.startswith(f"paper/look/print/{start}") for error in errors)


FETCHES = {
    "a file": '<img src="file:///etc/passwd" alt="">',
    "a host": '<img src="http://127.0.0.1:9/x.png" alt="">',
    "a host without scheme": '<img src="//127.0.0.1:9/x.png" alt="">',
    "ftp": '<img src="ftp://127.0.0.1/x.png" alt="">',
    "above": '<img src="../../secret.png" alt="">',
    "above, encoded": '<img src="%2e%2e/%2e%2e/secret.png" alt="">',
    "a link out": '<img src="link.png" alt="">',
    "no picture": '<img src="theme.toml" alt="">',
    "an object": '<object data="file:///etc/passwd"></object>',
    "an embed": '<embed src="file:///etc/passwd">',
    "a drawing of files": '<img src="refers.svg" alt="">',
    "a drawing in place": '<svg width="9" height="9"><image href="file:///etc/passwd"/></svg>',
    "a style in a drawing": "<svg><style>@import 'file:///etc/passwd';</style></svg>",
    "a background": '<p style="background: url(file:///etc/passwd)">x</p>',
    "content": "<style>p::before{content: url(http://127.0.0.1:9/x)}</style><p>x</p>",
    "a list's sign": '<ul><li style="list-style: url(file:///etc/passwd)">x</li></ul>',
    "a style sheet": '<link rel="stylesheet" href="file:///etc/passwd">',
    "a style sheet as data": '<link rel="stylesheet" href="data:text/css,p{color:red}">',
    "an import": "<style>@import url(data:text/css,p{color:red});</style>",
    "a font": '<style>@font-face{font-family:x;src:url("file:///etc/x.ttf")}</style>',
    "a font as a picture": "<style>@font-face{font-family:x;src:url(data:image/png,AAAA)}</style>",
    "a profile": "<style>@color-profile --x{src:url(file:///etc/passwd)}</style>",
    "an attachment": '<link rel="attachment" href="file:///etc/passwd">',
    "a link that is attached": '<a rel="attachment" href="file:///etc/passwd">x</a>',
    "a bomb": '<img src="bomb.svg" alt="">',
    "a broken address": '<img src="http://[x" alt="">',
}
BOMB = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><g id="a0"><rect/></g>'
    + "".join(f'<g id="a{n + 1}">' + f'<use href="#a{n}"/>' * 10 + "</g>" for n in range(9))
    + "</svg>"
)


@pytest.mark.parametrize("markup", FETCHES.values(), ids=FETCHES)
def test_nothing_is_fetched_that_was_not_handed(here: Path, markup: str) -> None:
    refers = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
    files = {
        "look/refers.svg": refers + '<image href="file:///etc/passwd" width="9" height="9"/></svg>',
        "look/bomb.svg": BOMB,
        "secret.png": PIXEL,
    }
    made = paper(here, files)
    (made / "look" / "link.png").symlink_to(made / "secret.png")
    theme = load_theme(made / "look", made)
    frames = (Frame("ad", markup, 100_000, 100_000),)
    with pytest.raises(BadInput) as bad:
        frames_pdfs(frames, theme, Foundry(theme.fallback), UNDATED, "en")
    assert {one.code for one in bad.value.findings} <= {"refused-address", "cannot-render"}


def test_a_theme_s_own_pictures_and_handed_ones_are_shown(here: Path) -> None:
    made = paper(here, {"look/logo.png": PIXEL, "stories/a b.png": PIXEL})
    theme = load_theme(made / "look", made)
    data = f"data:image/png;base64,{base64.b64encode(PIXEL).decode()}"
    file = made / "stories" / "a b.png"
    shown = "".join(
        f'<img src="{src}" alt="">' for src in ("logo.png", data, picture_address(file))
    )
    frames = (Frame("ad", shown, 100_000, 100_000, (str(file),)),)
    (pdf,) = frames_pdfs(frames, theme, Foundry(theme.fallback), UNDATED, "en")
    assert pdf.startswith(b"%PDF")
    with pytest.raises(BadInput, match="was not handed to this page"):
        unhanded = (Frame("ad", shown, 100_000, 100_000),)
        frames_pdfs(unhanded, theme, Foundry(theme.fallback), UNDATED, "en")


def test_a_picture_in_a_box_is_printed(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = STORY.replace("- They", "![A boat](boat.png)\n\n- They")
    made = paper(here, {"stories/boat.png": PIXEL}, "name = 'P'\n")
    (made / "stories" / "ferry.md").write_text(story, encoding="utf-8")
    for command in (["print", "paper/stories/ferry.md", "-o", "a.pdf"], ["print", "paper"]):
        code, errors = told(capsys, *command)
        assert (code, errors) == (0, [])


def test_a_style_sheet_that_moves_frames_is_told(here: Path) -> None:
    for css in (
        "section.frame{position:static !important; break-after: page} p{break-before: page}",
        "div{display:none !important}",
        "section{display:none !important} div{display: none !important}",
    ):
        made = paper(here, {"look/print/print.css": css})
        theme = load_theme(made / "look", made)
        frames = (Frame("digest", "<p>x</p><p>y</p>", 100_000),)
        with pytest.raises(BadInput, match="rendering boxes"):
            frame_depths(frames, theme, Foundry(theme.fallback), UNDATED, "en")


def test_what_a_drawing_comes_to_is_counted_before_it_is_drawn() -> None:
    from xml.etree import ElementTree

    small = ElementTree.fromstring('<svg><g id="a"><rect/></g><use href="#a"/></svg>')
    assert elements_drawn(small) == 1 + 2 + 1 + 2
    assert draws_too_much(BOMB.encode())
    loop = '<svg><g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g></svg>'
    assert elements_drawn(ElementTree.fromstring(loop)) > MOST
    filled = '<svg><pattern id="p">' + "<rect/>" * 99 + "</pattern><rect fill='url(#p)'/></svg>"
    assert elements_drawn(ElementTree.fromstring(filled)) == 1 + 100 + 1 + 100
    assert not draws_too_much(b"<svg")
    deep = "<svg>" + "<g>" * 300 + "</g>" * 300 + "</svg>"
    assert elements_drawn(ElementTree.fromstring(deep)) > MOST


# --- Names and paths ----------------------------------------------------------------------------

NAMES = {
    '[colours]\n"x;}</style>" = { cmyk = [0, 0, 0, 0], rgb = "#ffffff" }': (2, "colours: 'x;}"),
    '[styles.body]\nfeatures = ["a\\"}</style>"]': (2, "styles.body.features: expected names"),
    "[styles.body]\nfeatures = [1]": (2, "styles.body.features: expected names"),
    '[styles."</style>"]\nsize = 9\nleading = 9': (1, "styles: '</style>' is no name"),
    "[strokes]\nfolio = { thickness = 1, colour = {} }": (2, "strokes.folio: "),
    "[styles.body]\nweight = 99999": (2, "styles.body.weight: must be at most"),
    "[styles.body]\nsize = " + "9" * 5_000: (2, ""),
}


@pytest.mark.parametrize(("text", "start"), NAMES.items(), ids=range(len(NAMES)))
def test_names_of_a_theme_stay_out_of_its_style_sheets(
    here: Path, capsys: pytest.CaptureFixture[str], text: str, start: tuple[int, str]
) -> None:
    paper(here, {"look/theme.toml": text})
    for command in (["check", "paper"], ["print", "paper"], ["site", "paper", "-o", "out"]):
        code, errors = told(capsys, *command)
        assert code == (1 if command[0] == "check" else 2)
        said = f"paper/look/theme.toml:{start[0]}: {start[1]}"
        assert any(error.startswith(said) for error in errors), errors


OUTSIDE = {
    "absolute": 'theme = "{other}"\n',
    "above": 'name = "P"\ntheme = "../other"\n',
    "by a link": 'name = "P"\ntheme = "link"\n',
    "modules, absolute": 'modules = "{other}"\n',
    "modules above": 'modules = "../other"\n',
    "modules by a link": 'modules = "link"\n',
}


@pytest.mark.parametrize("settings", OUTSIDE.values(), ids=OUTSIDE)
@pytest.mark.parametrize("command", ["check", "print", "site", "web"])
def test_no_path_of_a_publication_leads_out_of_it(
    here: Path, capsys: pytest.CaptureFixture[str], settings: str, command: str
) -> None:
    other = here / "other"
    other.mkdir()
    (other / "theme.toml").write_text('name = "other"', encoding="utf-8")
    (other / "blue_box.md").write_text("# Other\n\nStolen.", encoding="utf-8")
    made = paper(here, {}, settings.replace("{other}", str(other)))
    (made / "link").symlink_to(other)
    target = "paper/stories/ferry.md" if command == "web" else "paper"
    output = ["-o", "out"] if command in ("web", "site") else []
    code, errors = told(capsys, command, target, *output)
    line = settings[: settings.index("theme" if "theme" in settings else "modules")].count("\n") + 1
    assert code == (1 if command == "check" else 2)
    start = f"paper/newsgrid.toml:{line}: "
    assert [e for e in errors if e.startswith(start) and "lies outside the publication" in e]


def test_a_theme_of_ours_by_name_and_a_folder_deeper_down_are_themes(here: Path) -> None:
    from layout.publication.settings.newsgrid_toml import read_house

    made = paper(here, {"looks/loud/theme.toml": ""})
    house, _ = read_house('theme = "default"', made / "newsgrid.toml")
    assert house is not None and house.publication.theme == THEMES / "default"
    house, _ = read_house('theme = "looks/./loud"', made / "newsgrid.toml")
    assert house is not None and house.publication.theme == made / "looks" / "loud"
    for odd in ("default/../../../etc", "default\\u0000", "nowhere"):
        house, findings = read_house(f'theme = "{odd}"', made / "newsgrid.toml")
        assert house is None and findings[0].where.column == 9


def test_a_module_that_links_out_is_not_read(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "secret.md").write_text("# Secret\n\nStolen.", encoding="utf-8")
    made = paper(here, {"modules/digest.md": "# D\n\n- x"}, "name = 'P'\n")
    (made / "modules" / "blue_box.md").symlink_to(here / "secret.md")
    for command in (["check", "paper"], ["print", "paper"], ["site", "paper", "-o", "out"]):
        code, errors = told(capsys, *command)
        assert code == (1 if command[0] == "check" else 2)
        assert any("modules/blue_box.md" in e and "lies outside" in e for e in errors)


def test_a_theme_that_links_out_is_not_read(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "theme.toml").write_text("name = 'other'", encoding="utf-8")
    made = paper(here)
    (made / "look" / "theme.toml").unlink()
    (made / "look" / "theme.toml").symlink_to(here / "theme.toml")
    code, errors = told(capsys, "print", "paper")
    assert code == 2 and "look/theme.toml" in str(errors) and "lies outside" in str(errors)


# --- Whatever stands in a story -----------------------------------------------------------------

HOSTILE = st.one_of(
    st.sampled_from(
        [
            "<script>alert(1)</script>",
            "</style><script>alert(1)</script>",
            '"><img src=x onerror=alert(1)>',
            "' onclick='alert(1)",
            "{{ 7 * 7 }}{% include '/etc/passwd' %}",
            "]]><!--<svg onload=alert(1)>-->",
            "&lt;script&gt;",
            "javascript:alert(1)",
            "<!--assets-->",
        ]
    ),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40),
)


def _story(text: str) -> Story:
    table = Table((plain(text), plain("b")), ((plain(text), plain(text)),), (text[:5], "left"))
    blocks = (Paragraph(plain(text)), Listing((plain(text),)), table)
    item = ModuleItem(plain(text), text, "https://x.example/" + text)
    module = Module("digest", "d", plain(text), plain(text), blocks, (item,), text, text)
    head = {"kicker": text, "byline": text, "dateline": text, "date_text": text}
    return Story("s", plain(text), blocks, (Ask(1, module),), deck=plain(text), **head)


@given(HOSTILE)
def test_whatever_stands_in_a_story_is_text_on_the_web(text: str) -> None:
    theme = load_theme()
    paper = Publication(text, text, price=text, number=text, newsletter_action=text)
    site = compose(_story(text), theme, Foundry(theme.fallback), default_rules(), paper)
    html = dict(site.files)["index.html"].decode()
    shelves = web_templates(theme).shelves
    policy = unescape(html.split('Content-Security-Policy" content="')[1].split('"')[0])
    assert page_findings(html, Allowed(policy), shelves) == ()
    assert policy.startswith("default-src 'self'; base-uri 'none'; object-src 'none'; form-action")
    assert policy.count(";") == 3


@given(HOSTILE)
def test_whatever_stands_in_a_story_is_text_in_print(text: str) -> None:
    theme = load_theme()
    foundry = Foundry(theme.fallback)
    ask = _story(text).asks[0].content
    assert isinstance(ask, Module)
    paper = Publication(text, language=text, short_address="g.example/r")
    html = module_html(ask, 300_000, paper, theme, foundry)
    found = page_findings(f"<body>{html}", Allowed(), web_templates(theme).shelves)
    assert found == ()


def test_the_language_of_a_document_is_text(here: Path) -> None:
    theme = load_theme()
    made: dict[str, Any] = write_html(
        Document("</title><script>", '"><script>alert(1)</script>', None, ()), theme, Foundry(())
    )
    assert b"<script" not in made["print.html"]
