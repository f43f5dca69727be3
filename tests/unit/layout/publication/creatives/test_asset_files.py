"""The files that creatives name: what is taken of them, what is left out, what cannot be used."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from support.press.sample_pictures import corners, saved, turned_jpeg

from layout.publication.creatives.asset_files import (
    Unusable,
    artwork_of,
    frame_of,
    markup_of,
    script_of,
)
from layout.story.creative import Frame


@pytest.fixture
def put(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Writes a file of the publication; gives the publication's folder."""

    def write(name: str, content: str | bytes) -> Path:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return tmp_path

    return write


def refused(asked: Callable[[], object]) -> str:
    with pytest.raises(Unusable) as caught:
        asked()
    return str(caught.value)


PNG = saved(corners(30, 20), "PNG")


# --- pictures and scripts -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind", "ending"),
    [("a.png", "PNG", "png"), ("a.JPEG", "JPEG", "jpg"), ("a.png", "GIF", "gif")],
)
def test_a_picture_is_taken_as_it_is_and_named_by_what_it_is(put, name, kind, ending) -> None:
    data = saved(corners(30, 20), kind)
    made = artwork_of(name, put(name, data))
    assert (made.width, made.height, made.asset.data) == (30, 20, data)
    assert re.fullmatch(rf"media/a[^/]*-\w+\.{ending}", made.asset.href)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_has_the_size_that_browsers_show(put, orientation: int) -> None:
    made = artwork_of("a.jpg", put("a.jpg", turned_jpeg(orientation, 40, 20)))
    assert (made.width, made.height) == (40, 20)


def test_a_name_goes_by_the_content(put) -> None:
    """The same bytes have one address, wherever they lie; others have another."""
    folder = put("x/a.png", PNG)
    put("y/a.png", PNG)
    put("z/a.png", saved(corners(20, 30), "PNG"))
    one, same, other = (artwork_of(f"{each}/a.png", folder).asset.href for each in "xyz")
    assert one == same != other


def test_pictures_that_cannot_be_shown_say_why(put, tmp_path: Path) -> None:
    folder = put("a.tif", saved(corners(3, 2), "TIFF"))
    assert refused(lambda: artwork_of("a.tif", folder)) == (
        '"a.tif" is TIFF, which browsers do not show'
    )
    put("cut.png", PNG[:60])
    assert refused(lambda: artwork_of("cut.png", folder)).startswith('"cut.png" ')
    put("harbour.png", PNG)
    assert refused(lambda: artwork_of("harbor.png", folder)) == (
        '"harbor.png": there is no such file (did you mean "harbour.png"?)'
    )
    (tmp_path.parent / "outside.png").write_bytes(PNG)
    assert refused(lambda: artwork_of("../outside.png", folder)).startswith('"../outside.png" ')


def test_a_script_is_taken_as_it_is(put) -> None:
    made = script_of("ads/Wrapper 2.js", put("ads/Wrapper 2.js", "run()"))
    assert made.data == b"run()" and re.fullmatch(r"wrapper-2-\w+\.js", made.href)
    nameless = script_of("ünder/….js", put("ünder/….js", "run()"))
    assert re.fullmatch(r"file-\w+\.js", nameless.href)


def test_a_file_that_is_too_large_is_refused(put) -> None:
    folder = put("big.js", b" " * 2_000_001)
    assert "2,000,001 bytes" in refused(lambda: script_of("big.js", folder))
    assert script_of("big.js", put("big.js", b" " * 2_000_000)).data


# --- templates of house ads -----------------------------------------------------------------------


def test_of_a_template_only_text_pictures_links_and_our_classes_are_left(put) -> None:
    put("ads/pic.png", PNG)
    folder = put(
        "ads/a.html",
        '\ufeff<title>t</title><style>p{}</style><script>x()</script><p class="house-x y house '
        'houses" style="color:red" onclick="x()">Read <b>more</b></p>\n'
        '<a href="https://example.org/">go</a> <a href="javascript:x()">no</a>'
        '<img src="pic.png" alt="Boats" width="3" srcset="https://example.org/p.png 2x">'
        "<iframe src='https://example.org'></iframe>",
    )
    made = markup_of("ads/a.html", folder)
    href = made.assets[0].href
    assert made.html == (
        '<p class="house-x house">Read <b>more</b></p>\n'
        '<a href="https://example.org/" rel="sponsored noopener">go</a> '
        '<a rel="sponsored noopener">no</a>'
        f'<img src="{href}" alt="Boats" width="3">'
    )
    assert made.text == "Read more go no"
    assert [asset.data for asset in made.assets] == [PNG]


def test_a_picture_that_stands_twice_is_one_file(put) -> None:
    """The same bytes under the same name, from two folders."""
    put("x/pic.png", PNG)
    put("y/pic.png", PNG)
    made = markup_of("a.html", put("a.html", '<img src="x/pic.png"><img src="y/pic.png">'))
    assert len(made.assets) == 1 and made.html.count(made.assets[0].href) == 2


def test_words_are_told_as_they_are_read(put) -> None:
    made = markup_of("a.html", put("a.html", "<p>Fish &amp;\n  chips</p>\n<p>&lt;now&gt;</p>"))
    assert made.text == "Fish & chips <now>"


def test_all_pictures_that_cannot_be_used_are_told_at_once(put) -> None:
    page = '<p>x</p><img src="https://example.org/a.png"><img src="none.png">'
    said = refused(lambda: markup_of("ads/a.html", put("ads/a.html", page)))
    assert said == (
        '"ads/https:/example.org/a.png": there is no such file; '
        '"ads/none.png": there is no such file'
    )


def test_a_template_that_shows_nothing_is_refused(put) -> None:
    for empty in ("", "<script>x()</script>", "<p> </p>"):
        said = refused(lambda text=empty: markup_of("a.html", put("a.html", text)))
        assert said == '"a.html" shows nothing: no text and no picture is left of it'
    assert markup_of("a.html", put("a.html", "<p>x</p>")).text == "x"


def test_what_is_no_text_says_in_which_line(put) -> None:
    folder = put("a.html", b"<p>\n\n\xff</p>")
    assert refused(lambda: markup_of("a.html", folder)) == '"a.html" is no UTF-8 text (line 3)'


# --- pages for frames -----------------------------------------------------------------------------


def frame(
    folder: Path,
    files: tuple[str, ...] = (),
    title: str = "An ad",
    hosts: tuple[str, ...] = (),
    scripts: bool = False,
) -> Frame:
    return frame_of("ads/banner.html", folder, files, title, hosts, scripts)


def text_of(made: Frame) -> str:
    return made.page.data.decode()


def policy_of(made: Frame) -> dict[str, str]:
    found = re.search(r'Policy" content="([^"]*)"', text_of(made))
    assert found
    return dict(part.split(" ", 1) for part in found[1].split("; "))


BODY = '<div onclick="x()">An & {ad}</div>\n<script>x()</script>'


def test_the_body_of_a_frame_stays_as_it_is_written(put) -> None:
    made = frame(put("ads/banner.html", f"\ufeff{BODY}"), title="Fish & <chips>")
    assert f"<body>\n{BODY}\n</body>" in text_of(made)
    assert "<title>Fish &amp; &lt;chips&gt;</title>" in text_of(made)
    assert "<title>banner</title>" in text_of(frame(put("ads/banner.html", BODY), title=""))


def test_a_frame_asks_nobody_but_its_own_files_and_its_hosts(put) -> None:
    folder = put("ads/banner.html", BODY)
    bare = policy_of(frame(folder))
    assert bare["default-src"] == bare["script-src"] == bare["connect-src"] == "'none'"
    assert bare["frame-src"] == bare["form-action"] == bare["base-uri"] == "'none'"
    assert bare["style-src"] == "'self' 'unsafe-inline'" and bare["img-src"] == "'self' data:"
    hosts = ("https://a.example", "https://b.example")
    served = policy_of(frame(folder, hosts=hosts, scripts=True))
    both = " ".join(hosts)
    assert served["connect-src"] == both == served["frame-src"]
    assert served["script-src"] == f"'self' {both} 'unsafe-inline'"
    assert served["media-src"] == f"'self' {both}"
    assert policy_of(frame(folder, hosts=hosts))["script-src"] == "'none'"


def test_only_a_page_whose_scripts_run_guards_the_sites_origin(put) -> None:
    folder = put("ads/banner.html", BODY)
    guard = "if(window===top)"
    assert guard in text_of(frame(folder, scripts=True)) and guard not in text_of(frame(folder))


def test_files_of_a_frame_lie_beside_it_under_one_name(put) -> None:
    folder = put("ads/banner.html", BODY)
    put("ads/img/a.png", PNG)
    made = frame(folder, ("ads/img/a.png",))
    place = made.page.href.removesuffix("/index.html")
    assert re.fullmatch(r"creatives/banner-[0-9a-f]{10}", place)
    assert [(each.href, each.data) for each in made.assets] == [(f"{place}/img/a.png", PNG)]
    put("ads/img/a.png", saved(corners(9, 9), "PNG"))
    again = frame(folder, ("ads/img/a.png",))
    assert again.page.href != made.page.href, "a name stands for all that lies under it"
    assert frame(folder).page.href != made.page.href


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("other/a.png", "is not in the folder of the HTML, nor below it"),
        ("ads/../other/a.png", "is not in the folder of the HTML, nor below it"),
        ("ads/index.html", "takes the name of the frame's own page"),
        ("ads/none.png", "there is no such file"),
    ],
)
def test_a_file_that_cannot_lie_beside_its_frame_is_refused(put, name: str, why: str) -> None:
    folder = put("ads/banner.html", BODY)
    for each in ("other/a.png", "ads/index.html"):
        put(each, PNG)
    assert why in refused(lambda: frame(folder, (name,)))


def test_an_index_further_down_takes_nobodys_name(put) -> None:
    folder = put("ads/banner.html", BODY)
    put("ads/sub/index.html", "<p>x</p>")
    (asset,) = frame(folder, ("ads/sub/index.html",)).assets
    assert asset.href.endswith("/sub/index.html")
