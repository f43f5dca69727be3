"""Markdown's nodes one by one: what block each becomes, its line, its findings; and modules."""

from __future__ import annotations

import pytest

from layout.story.block import (
    Crosshead,
    Divider,
    Embed,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Table,
)
from layout.story.markdown.block_nodes import MOST_COLUMNS, credited, found_in
from layout.story.markdown.image import figure_at, with_credit
from layout.story.markdown.module_directive import (
    Settings,
    module_of,
    pull_quote,
    settings_in,
    unknown_kind,
)
from layout.story.markdown.origin import Origin
from layout.story.markdown.syntax import Text, grammar
from layout.story.module import Module, ModuleItem
from layout.story.run import Run, plain, text_of
from layout.story.text.pieces import Tagged
from slots.finding import Finding, Where

ORIGIN = Origin("s.md", 10, 1)


def nodes(text):
    tree, _ = Text(text, grammar(), "s.md", 10).tree()
    return tree.children


def read(text):
    """The pieces and findings of every node, findings by their codes."""
    found = [piece for node in nodes(text) for piece in found_in(node, ORIGIN)]
    return [each.code if isinstance(each, Finding) else each for each in found]


def texts(block):
    return [text_of(runs) for runs in getattr(block, "items", None) or block.paragraphs]


def test_nodes_know_their_line_in_the_file_and_cells_that_of_their_table():
    first, second = nodes("One.\n\nTwo.\n")
    assert (ORIGIN.line(first), ORIGIN.line(second)) == (11, 13)
    assert ORIGIN.where(second) == Where("s.md", 13)
    (table,) = nodes("\n| a |\n|---|\n| b |\n")
    cell = next(node for node in table.walk() if node.type == "td")
    assert ORIGIN.line(cell) in (12, 14)
    assert Origin().where(first) == Where(None, 1)


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("One  two\nthree.", [Paragraph(plain("One two three."), 11)]),
        ("# Head", [Crosshead(plain("Head"), 2, 11)]),
        ("#### Head", [Crosshead(plain("Head"), 4, 11)]),
        ("##", []),
        ("***", [Divider(11)]),
        ("- a\n- b", [Listing((plain("a"), plain("b")), False, 1, 11)]),
        ("3. a\n4. b", [Listing((plain("a"), plain("b")), True, 3, 11)]),
        ("- a\n\n  b", [Listing((plain("a b"),), False, 1, 11)]),
        ("-\n-", []),
        ("```\nx = 1\n\ny\n```", [Paragraph(plain("x = 1"), 11), Paragraph(plain("y"), 11)]),
    ],
)
def test_each_node_is_the_block_that_it_says(text, blocks):
    assert [each for each in read(text) if not isinstance(each, str)] == blocks


def test_a_nested_list_follows_its_item_and_is_told():
    listing, finding = read("1. a\n   - b\n   - c\n\n   after\n2. d")
    assert (texts(listing), listing.ordered) == (["a", "b", "c", "after", "d"], True)
    assert finding == "simplified"


@pytest.mark.parametrize("dash", ["—", "–", "--", "— "])
def test_a_last_line_that_opens_with_a_dash_is_the_credit(dash):
    (quote,) = read(f"> The pier held.\n>\n> It will again.\n> {dash}Ana Torres, engineer")
    assert texts(quote) == ["The pier held.", "It will again."]
    assert text_of(quote.credit) == "Ana Torres, engineer"


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("> One - two.", ["One - two."]),
        ("> — One\n> two.", ["— One two."]),
        ("> One.\n> —", ["One. —"]),
    ],
)
def test_a_dash_anywhere_else_is_none(text, paragraphs):
    (quote,) = read(text)
    assert (texts(quote), quote.credit) == (paragraphs, ())


def test_a_quotation_of_nothing_but_a_credit_is_a_paragraph():
    assert read("> — Ana Torres") == [Paragraph(plain("Ana Torres"), 11)]
    assert read(">") == []


def test_a_quotation_with_a_list_keeps_its_words_and_is_told():
    quote, finding = read("> One.\n> - two\n> - three")
    assert (texts(quote), finding) == (["One.", "two", "three"], "simplified")


def test_a_pull_quotes_last_paragraph_may_have_a_credit():
    (one,) = nodes("The pier held.\n— Ana")
    (quote,) = credited(one, ORIGIN)
    assert (texts(quote), text_of(quote.credit)) == (["The pier held."], "Ana")
    assert [credited(node, ORIGIN) for node in nodes("No credit.\n\n- list")] == [None, None]


def test_a_table_has_its_head_its_rows_and_how_its_columns_are_set():
    (table,) = read("| a | b | c |\n|---|--:|:-:|\n| 1 | 2 | *3* |\n")
    assert isinstance(table, Table)
    assert [text_of(cell) for cell in table.head] == ["a", "b", "c"]
    assert [[text_of(cell) for cell in row] for row in table.rows] == [["1", "2", "3"]]
    assert table.align == ("left", "right", "centre")


def test_a_row_with_more_cells_widens_the_table_and_is_told():
    table, finding = read("| a |\n|---|\n| 1 | 2 |\n")
    assert ([len(table.head), len(table.rows[0])], table.align) == ([2, 2], ("left", "left"))
    assert finding == "wide-row"


@pytest.mark.parametrize(("columns", "fits"), [(MOST_COLUMNS, True), (MOST_COLUMNS + 1, False)])
def test_a_table_that_no_page_has_room_for_is_paragraphs(columns, fits):
    row = "|" + " a |" * columns + "\n"
    found = read(row + "|" + "---|" * columns + "\n" + row)
    assert any(isinstance(each, Table) for each in found) is fits
    assert ("too-many" in found) is not fits
    assert fits or sum(isinstance(each, Paragraph) for each in found) == 2 * columns


def test_a_footnote_is_a_paragraph_with_its_number():
    *_, note, finding = read("Words.[^1]\n\n[^1]: See the report.\n")
    assert (text_of(note.runs), finding) == ("[1] See the report.", "simplified")


@pytest.mark.parametrize(
    ("text", "block", "codes"),
    [
        (
            "::: embed https://a.example/v Watch: *the* goal",
            Embed("https://a.example/v", "Watch: the goal", 11),
            [],
        ),
        (
            "::: embed https://a.example/v",
            Embed("https://a.example/v", "https://a.example/v", 11),
            ["embed-title"],
        ),
        (
            "::: embed javascript:x Watch",
            Paragraph(plain("javascript:x Watch"), 11),
            ["embed-address"],
        ),
        (
            "::: embed media/v.mp4 Watch",
            Paragraph(plain("media/v.mp4 Watch"), 11),
            ["embed-address"],
        ),
    ],
)
def test_an_embed_is_an_address_of_the_web_with_a_title(text, block, codes):
    found = read(text)
    assert [each for each in found if not isinstance(each, str)] == [block]
    assert [each for each in found if isinstance(each, str)] == codes


def test_an_image_among_words_follows_its_paragraph():
    paragraph, picture = read("Words ![A pier](pier.jpg) and more.")
    assert text_of(paragraph.runs) == "Words and more."
    assert (picture.alt, picture.line) == ("A pier", 11)


def figure(text):
    found = figure_at(nodes(text), 0, ORIGIN)
    if found is None:
        return None
    pieces, end = found
    return [each.code if isinstance(each, Finding) else each for each in pieces], end


def test_a_picture_takes_the_italic_line_under_it():
    (picture,), end = figure("![A pier](pier.jpg)\n\n*Boats. Photo: Ana*\n\nMore.")
    assert (text_of(picture.cutline), picture.credit, end) == ("Boats.", "Photo: Ana", 2)
    (picture,), end = figure("![A pier](pier.jpg)\n*Boats.*\n\n*More.*")
    assert (text_of(picture.cutline), end) == ("Boats.", 1)
    (picture,), end = figure('![A pier](pier.jpg "A title.")\n\nMore.')
    assert (text_of(picture.cutline), end) == ("A title.", 1)


@pytest.mark.parametrize("text", ["Words.", "![A pier](pier.jpg) words", "- ![A pier](pier.jpg)"])
def test_what_has_other_words_is_no_figure(text):
    assert figure(text) is None


def test_the_last_of_several_pictures_has_the_cutline():
    (one, two), _ = figure("![a](a.jpg) ![b](b.jpg)\n\n*Boats.*")
    assert (one.cutline, text_of(two.cutline)) == ((), "Boats.")


@pytest.mark.parametrize(
    ("src", "kind", "code"),
    [
        ("pier.jpg", Picture, None),
        ("../pier.jpg", Picture, None),
        ("../../pier.jpg", Paragraph, "unsafe-picture"),
        ("/etc/pier.jpg", Paragraph, "unsafe-picture"),
        ("https://a.example/pier.jpg", Embed, "remote-picture"),
    ],
)
def test_a_picture_is_a_file_inside_the_publication(src, kind, code):
    """The story lies one folder below it."""
    ((block, *codes), _) = figure(f"![A pier]({src})")
    assert isinstance(block, kind)
    assert codes == [code] * (code is not None)


@pytest.mark.parametrize(
    ("cutline", "text", "credit"),
    [
        ("Boats at the pier.", "Boats at the pier.", ""),
        ("Boats. Photo: Ana Torres", "Boats.", "Photo: Ana Torres"),
        ("Boats (Photo: Ana Torres)", "Boats", "Photo: Ana Torres"),
        ("Photo by: Ana", "", "Photo by: Ana"),
        ("Barcos. Fotografía de: Ana", "Barcos.", "Fotografía de: Ana"),
        ("Her photo: a wreck. Photos: Ana", "Her photo: a wreck.", "Photos: Ana"),
        ("Telephoto: a lens", "Telephoto: a lens", ""),
        ("Photo:", "Photo:", ""),
    ],
)
def test_a_credit_is_what_follows_photo(cutline, text, credit):
    before, after = with_credit(plain(cutline))
    assert (text_of(before), text_of(after)) == (text, credit)


@pytest.mark.parametrize(
    ("text", "settings"),
    [
        ("note: Week of 3 May", {"note": "Week of 3 May"}),
        (
            "action: https://a.example/x\n success:  Thanks! ",
            {"action": "https://a.example/x", "success": "Thanks!"},
        ),
        ("note: one\nnote: two", None),
        ("note: one\nWords.", None),
        ("note:", None),
        ("Note: one", None),
        ("", None),
    ],
)
def test_settings_are_lines_of_a_paragraph_that_has_nothing_else(text, settings):
    assert settings_in(text) == settings


HERE = Where("s.md", 3)


def module(kind, *blocks, title="Digest", **settings):
    (made, *others) = module_of(kind, plain(title), Settings(**settings), blocks, HERE)
    return made, [each.code if isinstance(each, Finding) else each for each in others]


def test_a_digest_has_a_note_over_its_list_and_items_with_links():
    link = (*plain("Ship lost. "), Run("Read more", href="ship"))
    teaser = plain("Pier closed. Read more")
    linked = (Run("Quay open", href="quay"),)
    made, _ = module("digest", Paragraph(plain("Week of 3 May")), Listing((link, teaser, linked)))
    assert text_of(made.note) == "Week of 3 May"
    assert made.blocks == ()
    assert [(text_of(i.runs), i.link, i.href) for i in made.items] == [
        ("Ship lost.", "Read more", "ship"),
        ("Pier closed.", "Read more", None),
        ("Quay open", "", "quay"),
    ]


def test_lists_in_the_middle_of_a_digest_stay_and_other_kinds_keep_theirs():
    early, late = Listing((plain("a"),)), Listing((plain("b"),))
    made, _ = module("digest", early, Paragraph(plain("words")), late)
    assert (len(made.blocks), made.items) == (2, (ModuleItem(plain("b")),))
    assert module("blue_box", late)[0].items == ()


def test_a_newsletter_thanks_in_its_last_paragraph():
    words, thanks = Paragraph(plain("Every week.")), Paragraph(plain("Thanks for subscribing!"))
    made, _ = module("newsletter", words, thanks)
    assert (made.blocks, made.success) == ((words,), "Thanks for subscribing!")
    kept, _ = module("newsletter", words, thanks, success="Done.")
    assert (kept.blocks, kept.success) == ((words, thanks), "Done.")
    assert module("newsletter", words)[0].blocks == (words,)


@pytest.mark.parametrize(
    ("action", "address", "codes"),
    [
        ("", None, []),
        ("https://a.example/x", "https://a.example/x", []),
        ("/subscribe", "/subscribe", []),
        ("javascript:x", None, ["unsafe-link"]),
        ("/subscribe and more", "/subscribe", ["lost-words"]),
        ("javascript:x and more", None, ["lost-words", "unsafe-link"]),
    ],
)
def test_a_form_sends_to_an_address_and_what_follows_it_is_told(action, address, codes):
    made, found = module("newsletter", action=action)
    assert (made.action, found) == (address, codes)


def test_a_module_in_another_is_set_there_with_every_word():
    item = ModuleItem(plain("One."), "Read on", "one")
    inner = Module(
        "digest", "digest", plain("Inner"), plain("Note"), (), (item,), "/x", "Thanks.", 5
    )
    made, found = module("blue_box", Paragraph(plain("Outer.")), inner)
    assert [type(block) for block in made.blocks] == [
        *(Paragraph, Crosshead, Paragraph, Listing, Paragraph)
    ]
    assert text_of(made.blocks[3].items[0]) == "One. Read on"
    assert found == ["nested-module", "lost-words"]


def test_a_tag_in_a_module_is_lost_and_told():
    made, found = module("blue_box", Tagged(Paragraph(plain("Words.")), ("crash",)))
    assert (made.blocks, found) == ((Paragraph(plain("Words.")),), ["lost-tag"])


def pulled(title, *pieces):
    found = pull_quote(plain(title), pieces, HERE)
    return [
        (texts(each), text_of(each.credit), each.pulled) if isinstance(each, Quote) else each
        for each in found
    ]


def test_a_pull_quote_is_its_title_and_its_paragraphs():
    assert pulled("Sit down.", Paragraph(plain("I will."))) == [
        (["Sit down.", "I will."], "", True)
    ]
    assert pulled("") == []
    credited_one = Quote((plain("I will."),), plain("Ana"))
    assert pulled("", credited_one) == [(["I will."], "Ana", True)]
    assert pulled("", Quote((), plain("Ana"))) == [(["Ana"], "", True)]


def test_what_follows_a_credit_is_a_pull_quote_of_its_own_and_other_blocks_stand_between():
    rule = Divider(4)
    one, other = Quote((plain("One."),), plain("Ana")), Paragraph(plain("Two."))
    assert pulled("", one, rule, other) == [(["One."], "Ana", True), rule, (["Two."], "", True)]


def test_an_unknown_directive_is_told_with_the_nearest_name():
    finding = unknown_kind("Blue-Bx", HERE, "::: Blue-Bx Tides")
    assert (finding.code, finding.where) == ("unknown-directive", HERE)
    assert 'unknown directive "Blue-Bx" (did you mean "blue_box"?)' in finding.message
