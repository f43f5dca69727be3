from __future__ import annotations

import pytest

from layout.imports.pages.figures import figures_of, line_of
from layout.imports.pages.find_article import find_article
from layout.imports.pages.marks import Mark, is_hidden, mark_of, names_of
from tests.support.imports.pages_at_hand import FIRST, SECOND, STORY, THIRD, page_of

MENU = "".join(f'<li><a href="/{n}">Section number {n} of the paper</a></li>' for n in range(20))
TEASERS = "".join(
    f'<div><h3><a href="/s{n}">Another story, number {n}</a></h3><p>What it says, and why, and of '
    "whom, in so many words that it could be a paragraph of its own.</p></div>"
    for n in range(6)
)


def element(html: str):
    return page_of(html).body[0]


@pytest.mark.parametrize(
    ("html", "mark"),
    [
        ("<div class='relatedArticles'></div>", Mark.RELATED),
        ("<div class='article-header'></div>", Mark.NONE),
        ("<div class='advanced'></div>", Mark.NONE),
        ("<div class='ad-unit'></div>", Mark.AD),
        ("<div id='AdSense'></div>", Mark.AD),
        ("<div class='comments sidebar'></div>", Mark.COMMENTS),
        ("<nav></nav>", Mark.NAVIGATION),
        ("<div role='navigation'></div>", Mark.NAVIGATION),
        ("<div class='blue-box'></div>", Mark.BOX),
        ("<aside class='factbox'></aside>", Mark.BOX),
        ("<aside class='boxes'></aside>", Mark.NONE),
        ("<blockquote class='twitter-tweet'></blockquote>", Mark.NONE),
        ("<div id='sharing-with-multiple-developers'></div>", Mark.NONE),
        ("<article class='comment'></article>", Mark.NONE),
        ("<div></div>", Mark.NONE),
    ],
)
def test_names_say_what_an_element_is(html, mark):
    assert mark_of(element(html)) is mark


def test_names_are_taken_apart_into_words():
    assert names_of(element("<div class='entryContent post-1' id='HTMLBody'>")) == (
        "entry content post html body"
    )


def test_only_what_its_own_attributes_hide_is_hidden():
    assert is_hidden(element("<p hidden>a</p>"))
    assert is_hidden(element("<p style='color: red; display : none'>a</p>"))
    assert not is_hidden(element("<p class='hidden' style='display:block'>a</p>"))


def test_figures_count_links_apart():
    body = page_of("<div><p>abcde <a href='/x'>fghij</a> <a href='#n'>k</a></p><img></div>").body
    found = figures_of(body)[body]
    assert (found.characters, found.linked, found.blocks, found.pictures) == (11, 5, 1, 1)


def parts_of(html: str) -> list[str]:
    return [line_of(part)[:40] for part in find_article(page_of(html).body).parts]


@pytest.mark.parametrize(
    "around",
    [
        "<div id=menu><ul>{menu}</ul></div><div id=x><div class=y>{story}</div></div>",
        "<table><tr><td><ul>{menu}</ul></td><td>{story}</td></tr></table>",
        "<main><article>{story}</article><div>{teasers}</div></main><footer>{menu}</footer>",
        "<div><div>{teasers}</div><div itemprop='articleBody'>{story}</div></div>",
        "<div class='comments sidebar'>{story}</div><ul>{menu}</ul>",  # names may lie
    ],
)
def test_the_article_is_where_the_text_is(around):
    html = around.format(menu=MENU, story=STORY, teasers=TEASERS)
    found = find_article(page_of(html).body)
    told = " ".join(line_of(part) for part in found.parts)
    assert told == f"{FIRST} {SECOND} {THIRD}".replace("  ", " ")


def test_what_reads_on_beside_the_core_belongs_to_it():
    html = (
        f"<article><figure><img src=a.jpg></figure><div class=intro><p>{FIRST}</p></div>"
        f"<div class=body>{STORY}{STORY}</div><div class=share>Tell all your friends</div>"
        f"<div class=body><p>{SECOND}</p></div></article>"
    )
    assert [part.split(" ")[:3] for part in parts_of(html)] == [
        [""],
        ["The", "ferry", "will"],
        ["The", "ferry", "will"],
        ["Two", "boats", "will"],
    ]


def test_boxes_ads_and_forms_come_along_from_after_the_story_only():
    ad, box = "<div class=ad></div>", "<div class=blue-box><p>Bring a coat.</p></div>"
    html = f"<article>{ad}<div>{STORY}</div>{box}{ad}<div class=related>x</div></article>"
    assert len(parts_of(html)) == 3


def test_strays_in_the_article_are_not_its():
    html = (
        f"<article>{STORY}<div class=share-bar>Tweet it</div>"
        f"<div class=x>{TEASERS[:400]}</div><p style='display:none'>not seen</p>{STORY}</article>"
    )
    found = find_article(page_of(html).body)
    assert {line_of(stray) for stray in found.strays} >= {"Tweet it", "not seen"}


def test_a_widget_with_a_cutline_stays_in_the_story():
    html = f"<article>{STORY}<div class=widget><img src=a.jpg><p>The pier</p></div></article>"
    assert not find_article(page_of(html).body).strays


def test_wide_scripts_weigh_as_much_as_letters():
    story = "".join(f"<p>{'记忆自学人工智能迈上新台阶，' * 6}</p>" for _ in range(3))
    found = find_article(page_of(f"<div><ul>{MENU}</ul></div><div id=b>{story}</div>").body)
    assert found.core.get("id") == "b"
