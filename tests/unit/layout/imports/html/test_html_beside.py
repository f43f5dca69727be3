"""What stands beside a story comes along: places of ads, sign-up forms, boxes, lists of links."""

import pytest

from layout.imports.html.beside.ads import ad_place
from layout.imports.html.beside.any_kind import beside_story
from layout.imports.html.beside.boxes import box, sign_up
from layout.imports.html.beside.neighbours import explained
from layout.imports.html.copy_of import copy_of
from layout.imports.html.flow import inside
from layout.imports.html.parse.element import Element
from layout.imports.html.reading import Reading, Setting
from layout.story.as_written import SlotAsk
from layout.story.block import Crosshead, Listing, Paragraph
from layout.story.module import Module, ModuleItem
from layout.story.run import plain, text_of
from slots.finding import Where

SETTING = Setting(Where("post.html", 1), "https://paper.example/")
BODY = (
    "<p>The ferry will sail again on Monday, the harbour council said on Friday evening.</p>" * 20
)


def copy(html):
    return copy_of(html, SETTING)


def asks(html):
    return [one for one in copy(html).pieces if isinstance(one, SlotAsk | Module)]


# --- ads -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "html",
    [
        "<ins class='adsbygoogle' data-ad-slot='1'></ins><script>(adsbygoogle = [])</script>",
        "<div id='div-gpt-ad-1459522593195-0'><script>googletag.cmd</script></div>",
        "<div class='code-block code-block-2'><p>Advertisement</p><ins class=x></ins></div>",
        "<div class='advads-content' id='advads-12'><a href='x'><img src='ad.jpg'></a></div>",
        "<div class='newspack_global_ad scaip-1'></div>",
        "<div class='td-x ad-container'><span>Publicidad</span></div>",
        "<p class='ad'></p>",
        "<iframe src='https://googleads.g.doubleclick.net/x'></iframe>",
        "<amp-ad width=300 height=250></amp-ad>",
        "<p>Advertisement</p>",
        "<p>Advertisement</p><ins class='adsbygoogle'></ins><ins class='adsbygoogle'></ins>",
        "<newsgrid-slot name='google-ad'></newsgrid-slot>",
    ],
)
def test_an_ad_asks_for_its_slot_at_its_place(html):
    first, ask, last = copy(f"<p>One</p>\n{html}<p>Two</p>").pieces
    assert isinstance(ask, SlotAsk) and (ask.id, ask.label) == ("google-ad", "Google ad")
    assert (text_of(first.runs), text_of(last.runs)) == ("One", "Two")


def test_labels_of_ads_are_told():
    found = copy("<p>a</p><div class=ad-slot>Advertisement</div><p>Publicidad</p>")
    assert [one.text for one in found.left_out] == ["Advertisement", "Publicidad"]


@pytest.mark.parametrize(
    "html",
    [
        f"<div class='code-block'>{BODY}</div>",
        "<div class='headline-ad-hoc'>a</div>",
        "<div class='shadow'>a</div>",
        "<p class='address'>a</p>",
        "<ul class='ads'><li>a</ul>",
    ],
)
def test_what_only_looks_like_an_ad_is_read(html):
    assert asks(html) == [] and copy(html).pieces
    assert ad_place(Element("div", {"class": "lead"}), Reading(SETTING, inside)) is None


# --- sign-up forms -------------------------------------------------------------------------------


FORM = """<form action="/join" method="post"><h3>Our newsletter</h3><p>One message a week.</p>
<label>Your address</label><input type="email" name="EMAIL"><input type="submit" value="Join">
<div class="mc-success" style="display:none">You have successfully subscribed!</div></form>"""


@pytest.mark.parametrize("html", [FORM, f"<aside class='newsletter-box'><div>{FORM}</div></aside>"])
def test_a_sign_up_form_is_a_newsletter(html):
    found = copy(f"{BODY}{html}")
    module = found.pieces[-1]
    assert isinstance(module, Module) and module.kind == "newsletter"
    assert text_of(module.title) == "Our newsletter"
    assert [text_of(one.runs) for one in module.blocks] == ["One message a week."]
    assert module.action == "https://paper.example/join"
    assert module.success == "You have successfully subscribed!"
    assert [one.text for one in found.left_out] == ["Your address", "Join"]


def test_a_box_round_a_form_has_its_title():
    html = FORM.replace("<h3>Our newsletter</h3>", "")
    (module,) = asks(f"{BODY}<div class='subscribe'><h2>Join us</h2>{html}</div>")
    assert module.kind == "newsletter" and text_of(module.title) == "Join us"


@pytest.mark.parametrize(
    "field", ["<textarea name=c></textarea>", "<input type=password>", "<input type=search>"]
)
def test_other_forms_are_left_out_and_told(field):
    found = copy(f"<p>a</p><form>Leave a reply {field}<input name=email></form>")
    assert len(found.pieces) == 1
    assert [(one.what, one.text) for one in found.left_out] == [("a form", "Leave a reply")]


def test_a_form_round_the_whole_page_is_no_form():
    assert len(copy(f"<form>{BODY}<input type=email></form>").pieces) == 20
    assert sign_up(Element("div"), Reading(SETTING, inside)) is None


# --- boxes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "html",
    [
        "<aside><h2>Before you board</h2><p>Tickets are sold.</p></aside>",
        "<div class='wp-block-group has-background'><p><b>Before you board</b></p>"
        "<p>Tickets are sold.</p></div>",
        "<div class='infobox'><h4>Before you board</h4>Tickets are sold.</div>",
        "<newsgrid-module kind='blue_box' title='Before you board'>"
        "Tickets are sold.</newsgrid-module>",
    ],
)
def test_boxes(html):
    (module,) = asks(f"{BODY}{html}{BODY}")
    assert module.kind == "blue_box" and text_of(module.title) == "Before you board"
    assert [text_of(one.runs) for one in module.blocks] == ["Tickets are sold."]


def test_a_box_that_is_the_page_is_read_as_it_is():
    assert asks(f"<div class='box'>{BODY}</div>") == []
    assert asks(f"<aside>{BODY * 5}</aside>") == []
    assert asks("<aside><img src=a.jpg></aside>") == []
    assert box(Element("p"), Reading(SETTING, inside)) is None
    assert beside_story(Element("b"), Reading(SETTING, inside)) is None


# --- digests -------------------------------------------------------------------------------------


ITEM = ModuleItem(plain("Ship lost."), "Read more.", "https://paper.example/s")


@pytest.mark.parametrize(
    "items",
    [
        "<ul><li>Ship lost. <a href=/s>Read more.</a></ul>",
        "<p>Ship lost. <a href=/s>Read more.</a></p><p>Ship lost. <a href=/s>Read more.</a></p>",
    ],
)
def test_teasers_under_a_title_are_a_digest(items):
    first, module = copy(f"<p>x</p><h3>The Dispatch</h3><p>Week of March 10.</p>{items}").pieces
    assert text_of(first.runs) == "x" and text_of(module.title) == "The Dispatch"
    assert module.kind == "digest" and text_of(module.note) == "Week of March 10."
    assert module.items[0] == ITEM


@pytest.mark.parametrize("title", ["Related", "Most read", "Lea también", "See also:"])
def test_links_under_such_a_title_are_a_digest(title):
    (module,) = copy(
        f"<p><b>{title}</b></p><ul><li><a href=/a>A</a><li><a href=/b>B</a></ul>"
    ).pieces
    assert module.kind == "digest" and text_of(module.title) == title
    assert [(text_of(one.runs), one.href) for one in module.items] == [
        ("A", "https://paper.example/a"),
        ("B", "https://paper.example/b"),
    ]


def test_a_digest_in_a_box_is_a_digest():
    (module,) = asks(f"{BODY}<aside><h2>Related</h2><ul><li><a href=/a>A</a></ul></aside>")
    assert module.kind == "digest"


def test_other_lists_of_links_stay_lists():
    found = copy("<h2>Sources</h2><ul><li><a href=/a>A</a></ul>").pieces
    assert [type(one) for one in found] == [Crosshead, Listing]
    reading = Reading(SETTING, inside)
    assert explained([Paragraph(plain("a"))], reading) == [Paragraph(plain("a"))]


def test_modules_of_our_own_elements():
    html = "<newsgrid-module kind='newsletter' title='T' action='/j' success='Done'>Text"
    (module,) = asks(f"{html}</newsgrid-module>")
    assert (module.kind, module.action, module.success) == (
        "newsletter",
        "https://paper.example/j",
        "Done",
    )
    assert asks("<newsgrid-module kind='odd'>Text</newsgrid-module>")[0].kind == "blue_box"
