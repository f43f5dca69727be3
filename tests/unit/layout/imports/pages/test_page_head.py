from __future__ import annotations

import datetime

import pytest

from layout.imports.pages.find_article import find_article
from layout.imports.pages.head import head_of
from layout.imports.pages.lines import lines_of
from layout.imports.pages.metadata import metadata_of
from layout.story.run import text_of
from tests.support.imports.pages_at_hand import STORY, page_of

UTC = datetime.UTC


def metadata(head: str, body: str = ""):
    return metadata_of(page_of(body, head).root)


def head(body: str, metas: str = "", text: str = "", address: str = ""):
    page = page_of(body, metas, address or "https://paper.example/2022/ferry-returns.html")
    return head_of(page, find_article(page.body), metadata_of(page.root), text).head


def ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


def test_json_ld_is_read_wherever_the_article_stands_in_it():
    graph = (
        '{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Gazette"}, '
        '{"@type": ["NewsArticle"], "headline": "Ferry &amp; fog", "author": [{"name": "Ana"}, '
        '"Luis"], "publisher": {"name": "Gazette"}, "datePublished": "2022-12-16T08:00:00-05:00", '
        '"isAccessibleForFree": "False", "commentCount": "6", "keywords": ["bay", "boats"], '
        '"image": {"url": "a.jpg", "caption": "The pier"}}]}'
    )
    for text in (graph, f"<![CDATA[{graph}]]>", f"//<![CDATA[\n{graph}\n//]]>"):
        found = metadata(ld("{broken") + ld("[" * 5000) + ld(text))
        assert found.headlines == ("Ferry & fog",)
        assert found.authors == ("Ana", "Luis")
        assert found.sites == ("Gazette",)
        assert found.published == ("2022-12-16T08:00:00-05:00",)
        assert (found.free, found.comments, found.is_article) == (False, 6, True)
        assert (found.pictures, found.picture_texts) == (("a.jpg",), ("The pier",))
        assert found.keywords == ("bay", "boats")


@pytest.mark.parametrize(
    "text", ["null", "3", '"a"', '{"@type": "Article", "author": 3, "commentCount": true}', "[[]]"]
)
def test_json_ld_of_any_shape_says_nothing_wrong(text):
    assert not metadata(ld(text)).authors
    assert metadata(ld(text)).comments is None


def test_the_way_to_the_page_names_its_section():
    steps = ", ".join(f'{{"item": {{"name": "{n}"}}}}' for n in ("Home", "Town", "Ferry returns"))
    text = f'{{"@type": "BreadcrumbList", "itemListElement": [{steps}]}}'
    assert metadata(ld(text)).sections == ("Town",)


def test_microdata_is_read_without_the_words_around_it():
    body = '<p itemprop="author">Words by <a href="/a">Ana Ruiz</a></p>'
    assert metadata("", body).authors == ("Ana Ruiz",)


@pytest.mark.parametrize(
    ("metas", "body", "headline"),
    [
        ("<title>Ferry returns - Gazette</title>", "<h1>Gazette</h1><h2>Ferry returns</h2>", None),
        ("<title>Ferry returns | paper</title>", "<h2>Other</h2>", None),
        ('<meta property="og:title" content="Ferry returns">', "", None),
        ("<title>Anything at all</title>", "<article><h1>Ferry returns</h1></article>", None),
        ("<title>Ferry returns</title>", '<h1><a href="/">The Bay Gazette</a></h1>', None),
        ("<title>Ferry returns again</title>", "<h1>Ferry returns ¶</h1>", "Ferry returns"),
        ("", "<header><nav><h1>Gazette</h1></nav></header>", ""),
    ],
)
def test_the_headline_is_the_heading_that_says_what_the_titles_say(metas, body, headline):
    site = '<meta property="og:site_name" content="Gazette">'
    expected = "Ferry returns" if headline is None else headline
    assert text_of(head(body + STORY, metas + site).headline) == expected


@pytest.mark.parametrize(
    ("metas", "lines", "byline"),
    [
        ("", "<p class=byline>By Ana Ruiz</p>", "By Ana Ruiz"),
        ("", "<p class=byline>Ana Ruiz</p>", "By Ana Ruiz"),
        ("", "<div><span class=author>Ana Ruiz</span> May 3, 2022</div>", "By Ana Ruiz"),
        ('<meta name="author" content="Ana Ruiz">', "<p>By somebody else</p>", "By Ana Ruiz"),
        ('<meta name="author" content="Ana Ruiz">', "<p>By Ana Ruiz and Luis</p>", None),
        ('<meta name="author" content="https://a.example/ana">', "", ""),
        ('<meta name="author" content="By Ana Ruiz">', "", "By Ana Ruiz"),
        ("", "<p class=author>two hours ago</p>", ""),
        ("", "<figure><img src=a><figcaption>By Ana Ruiz</figcaption></figure>", ""),
    ],
)
def test_who_wrote_it_is_what_the_page_shows_else_what_it_says(metas, lines, byline):
    expected = "By Ana Ruiz and Luis" if byline is None else byline
    assert head(f"<h1>Ferry</h1>{lines}{STORY}", metas).byline == expected


def test_several_authors_are_joined_in_the_language_of_the_page():
    metas = "".join(f'<meta name="author" content="{name}">' for name in ("Ana", "Luis", "Eva"))
    language = '<meta property="og:locale" content="es_EC">'
    page = page_of(f"<h1>Ferry</h1>{STORY}", metas + language)
    del page.root.attrib["lang"]
    found = head_of(page, find_article(page.body), metadata_of(page.root), "").head
    assert found.byline == "Por Ana, Luis y Eva"
    assert found.language == "es-EC"


@pytest.mark.parametrize(
    ("metas", "lines", "date"),
    [
        (
            '<meta property="article:published_time" content="2022-12-16T08:00:00-05:00">',
            "",
            datetime.datetime(
                2022, 12, 16, 8, tzinfo=datetime.timezone(datetime.timedelta(hours=-5))
            ),
        ),
        ('<meta name="date" content="2022-12-16">', "", datetime.date(2022, 12, 16)),
        (
            '<meta name="pubdate" content="Fri, 16 Dec 2022 08:00:00 GMT">',
            "",
            datetime.datetime(2022, 12, 16, 8, tzinfo=UTC),
        ),
        (
            '<meta name="date" content="soon">',
            '<p><time datetime="2022-12-16T08:00:00Z">Friday</time></p>',
            datetime.datetime(2022, 12, 16, 8, tzinfo=UTC),
        ),
        ("", "<p class=meta>Dec 16, 2022 | 6 comments</p>", datetime.date(2022, 12, 16)),
        ('<meta name="date" content="0001-01-01">', "", None),
    ],
)
def test_the_date_has_its_zone_where_the_page_says_it(metas, lines, date):
    assert head(f"<h1>Ferry</h1>{lines}{STORY}", metas).date == date


def test_comments_are_counted_where_the_date_line_counts_them():
    assert head(f"<h1>Ferry</h1><p>Dec 16, 2022 | 6 comments</p>{STORY}").comments == 6
    assert head(f"<h1>Ferry</h1><p>Dec 16, 2022 | 0 comments</p>{STORY}").comments is None


def test_words_tell_the_language_where_the_page_says_the_other_one():
    spanish = "el barco que cruza la bahía de los pescadores " * 10
    assert head(f"<h1>Ferry</h1>{STORY}", text=spanish).language == "es"
    assert head(f"<h1>Ferry</h1>{STORY}", text="the boat and " * 30).language == "en"
    assert head(f"<h1>Ferry</h1>{STORY}", text="記憶 自学 " * 50).language == ""


@pytest.mark.parametrize(
    ("lines", "deck"),
    [
        ("<p class=standfirst>Two boats will cross from Monday</p>", True),
        ("<h2>Two boats will cross from Monday</h2>", True),
        ("<div><p>Two boats will cross from Monday</p></div>", True),
        ("<div><h2>You may also like this one</h2></div>", False),
    ],
)
def test_the_deck_is_a_line_that_the_page_shows(lines, deck):
    description = '<meta name="description" content="Two boats will cross, from Monday.">'
    found = head(f"<article><h1>Ferry</h1>{lines}<div>{STORY}</div></article>", description)
    assert text_of(found.deck) == ("Two boats will cross from Monday" if deck else "")


def test_a_description_that_is_not_shown_is_no_deck():
    description = '<meta name="description" content="Two boats will cross from Monday">'
    assert head(f"<h1>Ferry</h1>{STORY}", description).deck == ()


def test_the_words_over_the_headline_are_its_kicker():
    assert head(f"<p class=kicker>Harbour</p><h1>Ferry</h1>{STORY}").kicker == "Harbour"


def test_section_tags_and_slug():
    metas = (
        '<meta property="article:section" content="Town"><meta name="keywords" content="a, b">'
        '<meta property="article:tag" content="Ferry"><meta property="article:tag" content="town">'
    )
    found = head(f'<h1>Ferry</h1>{STORY}<a rel="tag" href="/t">Harbour</a>', metas)
    assert (found.section, found.tags, found.slug) == (
        "Town",
        ("Ferry", "Harbour"),
        "ferry-returns",
    )
    listed = head(f"<h1>Ferry</h1>{STORY}", '<meta name="keywords" content="bay; boats, Bay">')
    assert listed.tags == ("bay", "boats")


@pytest.mark.parametrize(
    ("address", "slug"),
    [
        ("https://paper.example/articles/318674.php", ""),
        ("https://paper.example/2022/12/ferry-returns/amp/", "ferry-returns"),
        ("https://paper.example/", ""),
        ("https://paper.example/inundaci%C3%B3n-en-la-bah%C3%ADa", "inundacion-en-la-bahia"),
    ],
)
def test_the_slug_is_the_last_words_of_the_address(address, slug):
    assert head(f"<h1>Ferry</h1>{STORY}", address=address).slug == slug


def test_lines_stand_around_the_headline_up_to_the_first_paragraph():
    page = page_of(f"<p>Above</p><h1>Ferry returns</h1><p>Below</p>{STORY}<p>After</p>")
    lines = lines_of(page.body, find_article(page.body), ["Ferry returns"])
    assert lines.headline is not None
    assert [(line.text, line.above) for line in lines.around] == [("Above", True), ("Below", False)]
