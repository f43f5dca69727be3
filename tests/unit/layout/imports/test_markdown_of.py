"""Items as story files: what an editor sees, and what is told where a story cannot hold it."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from layout.imports.item import Copy, Head, Item, Media
from layout.imports.markdown.blocks import paragraphs_of
from layout.imports.markdown.fit import LONGEST, Fitting, fitted
from layout.imports.markdown.head import scalar
from layout.imports.markdown.inline import line_of
from layout.imports.markdown_of import in_parts, markdown_of
from layout.story.as_written import SlotAsk
from layout.story.block import (
    Crosshead,
    Divider,
    Embed,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Table,
    Tagged,
)
from layout.story.markdown.read_markdown import parse_markdown
from layout.story.module import Module, ModuleItem
from layout.story.read.any_format import LINE_LIMIT, MARKDOWN_LIMIT
from layout.story.run import Emphasis, Run, plain
from slots.finding import Where
from slots.strip.measured_flow import Display

ITALIC, BOLD = Emphasis.ITALIC, Emphasis.BOLD
HERE = Where("export.xml", 7)
ZONE = datetime.timezone(datetime.timedelta(hours=1))


def item(*pieces, **head) -> Item:
    kept = Head(**{"headline": plain("Ferry returns"), **head})
    return Item("wordpress https://paper.example/?p=12", "3", HERE, kept, Copy(pieces))


def body(*pieces) -> str:
    """The text below the front matter."""
    return markdown_of(item(*pieces)).text.split("---\n\n", 1)[1].rstrip("\n")


def p(text: str) -> Paragraph:
    return Paragraph(plain(text))


WHOLE = """\
---
headline: Ferry *returns* to the bay
print_headline: "Ferry: it is back"
kicker: Transport
deck: Two boats will cross from Monday
byline: By Inés Carrasco
dateline: PUERTO ALBA
date: 2022-12-16
updated: 2022-12-18
embargo: 2022-12-16 05:00+01:00
section: Town
tags: [ferry, "harbour, old", '"the" pier']
rank: 2
language: en
comments: 6
slug: ferry
source: wordpress https://paper.example/?p=12
---

The ferry will sail again on *Monday*, the [harbour council](https://example.org/council) said.

## What changes

- First boat: 6:15
- **Last** boat: 7:00

* Another list

> It is a good pier.
> — Baltasar Ruiz

![Boats at the pier](media/0412.jpg){.half-width}

*The northern pier on Friday. Photo: Tomás Aguirre*

::: slot google-ad

::: blue_box Before you board
- **Tickets** are sold on the pier.
:::

::: digest The Dispatch
Week of March 10.

- Lighthouse goes dark. [Read more.](https://example.org/lighthouse)
:::

::: newsletter Subscribe to our newsletter
action: https://example.org/subscribe
success: You have successfully subscribed!

One message a week.
:::

::: pull_quote
I will sit down for the whole crossing.
:::

::: embed https://video.example.org/ferry Watch: the first crossing

---

| boat | leaves |
| --- | --: |
| Alba \\| Sur | 6:15 |
| *none* | |

::: tag faq
### May I bring my bicycle?

Yes, for half the fare.
:::
"""


def whole() -> Item:
    head = {
        "headline": (Run("Ferry "), Run("returns", ITALIC), Run(" to the bay")),
        "print_headline": plain("Ferry: it is back"),
        "kicker": "Transport",
        "deck": plain("Two boats will cross from Monday"),
        "byline": "By Inés Carrasco",
        "dateline": "PUERTO ALBA",
        "date": datetime.datetime(2022, 12, 16, 23, 30, tzinfo=ZONE),
        "updated": datetime.date(2022, 12, 18),
        "embargo": datetime.datetime(2022, 12, 16, 5, 0, 12, tzinfo=ZONE),
        "section": "Town",
        "tags": ("ferry", "harbour, old", '"the" pier'),
        "rank": 2,
        "language": "en",
        "comments": 6,
        "slug": "Ferry",
    }
    link = "https://example.org/lighthouse"
    return item(
        Paragraph(
            (
                Run("The ferry will sail again on "),
                Run("Monday", ITALIC),
                Run(", the "),
                Run("harbour council", Emphasis.NONE, "https://example.org/council"),
                Run(" said."),
            )
        ),
        Crosshead(plain("What changes")),
        Listing((plain("First boat: 6:15"), (Run("Last", BOLD), Run(" boat: 7:00")))),
        Listing((plain("Another list"),)),
        Quote((plain("It is a good pier."),), plain("Baltasar Ruiz")),
        Picture(
            "https://paper.example/pier.jpg",
            "Boats at the pier",
            plain("The northern pier on Friday."),
            "Tomás Aguirre",
            1200,
            800,
            Display.HALF_WIDTH,
        ),
        SlotAsk("google-ad", "Google ad"),
        Module(
            "blue_box",
            "blue-box",
            plain("Before you board"),
            blocks=(Listing(((Run("Tickets", BOLD), Run(" are sold on the pier.")),)),),
        ),
        Module(
            "digest",
            "digest",
            plain("The Dispatch"),
            note=plain("Week of March 10."),
            items=(ModuleItem(plain("Lighthouse goes dark."), "Read more.", link),),
        ),
        Module(
            "newsletter",
            "newsletter",
            plain("Subscribe to our newsletter"),
            blocks=(p("One message a week."),),
            action="https://example.org/subscribe",
            success="You have successfully subscribed!",
        ),
        Quote((plain("I will sit down for the whole crossing."),), pulled=True),
        Embed("https://video.example.org/ferry", "Watch: the first crossing"),
        Divider(),
        Table(
            (plain("boat"), plain("leaves")),
            ((plain("Alba | Sur"), plain("6:15")), ((Run("none", ITALIC),), ())),
            ("left", "right"),
        ),
        Tagged(Crosshead(plain("May I bring my bicycle?"), 3), ("faq",)),
        Tagged(p("Yes, for half the fare."), ("faq",)),
        **head,
    )


def test_a_whole_story_as_an_editor_would_write_it():
    written = markdown_of(whole(), {"https://paper.example/pier.jpg": "media/0412.jpg"})
    assert written.text == WHOLE and written.findings == ()
    assert parse_markdown(written.text, "", 1)[1] == ()


# --- escapes only where the parser would take a sign otherwise ------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        *("5 * 3 = 15", "snake_case_word", "a_", "*Prices may vary", "2 < 3 & 4 > 3", "AT&T; R&D"),
        *("[sic]", "wow [1] (2)", "a [b] c: d", "C# and F#", "#hashtag", "1.5 km", "1986 was good"),
        *(
            "-5 degrees",
            "— No, he said.",
            "100 % | 50 %",
            "a `tick",
            "C:\\Users\\Ana",
            "a\\",
            "~40",
        ),
        *(
            "e-mail: a@b.c",
            "https://x.org/a_b_c?d=*",
            "“Quoted” – said",
            "note: it was late",
            ":-)",
        ),
        *("{.thumbnail}", "$5 ^ 2", "+34 600 000", "3)x", "!", "AT&T", "<3"),
    ],
)
def test_what_does_nothing_stays_as_it_is(text):
    assert body(p(text)) == text
    assert parse_markdown(markdown_of(item(p(text))).text)[0].body[0].runs == plain(text)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("1986. A good year", "1986\\. A good year"),
        ("7) Seven", "7\\) Seven"),
        ("# 7 is full", "\\# 7 is full"),
        ("- No, he said.", "\\- No, he said."),
        ("> 40 boats", "\\> 40 boats"),
        ("*Prices* may vary", "\\*Prices\\* may vary"),
        ("a *b* and [c]", "a \\*b\\* and [c]"),
        ("see [b](c)", "see \\[b\\](c)"),
        ("&copy; 2022", "\\&copy; 2022"),
        ("<b> is bold", "\\<b> is bold"),
        ("---", "\\---"),
        ("* * *", "\\* * *"),
        (":::", "\\:::"),
        ("::: slot ad", "\\::: slot ad"),
        ("[a]: b", "\\[a]: b"),
        ("[^1]: b", "\\[^1]: b"),
        ("```", "\\```"),
        ("\\*", "\\\\\\*"),
    ],
)
def test_what_would_be_something_else_has_a_backslash(text, line):
    assert body(p(text)) == line
    assert parse_markdown(markdown_of(item(p(text))).text)[0].body[0].runs == plain(text)


@pytest.mark.parametrize(
    ("runs", "line"),
    [
        ((Run("a "), Run("b ", BOLD), Run("c")), "a **b** c"),
        ((Run("Note: ", BOLD), Run("late")), "**Note:** late"),
        ((Run("a", BOLD | ITALIC),), "***a***"),
        ((Run("a", BOLD), Run(" b", BOLD | ITALIC), Run(" c", BOLD)), "**a *b* c**"),
        ((Run("a", ITALIC), Run("b", BOLD)), "_a_**b**"),
        ((Run("un"), Run("do", ITALIC), Run("ne")), "un*do*ne"),
        ((Run("un"), Run("“do”", BOLD), Run("ne")), "u&#110;**“do”**&#110;e"),
        ((Run("Wow!"), Run("see", Emphasis.NONE, "a.html")), "Wow\\![see](a.html)"),
        ((Run("see", BOLD, "a.html"),), "[**see**](a.html)"),
        ((Run("see ", BOLD), Run("this", BOLD, "a.html")), "**see [this](a.html)**"),
        ((Run("[a]", Emphasis.NONE, "b (c).html"),), "[[a]](b%20(c).html)"),
        ((Run("a\u00a0"), Run("\u00a0b", ITALIC)), "a\u00a0\u00a0*b*"),
    ],
)
def test_emphasis_and_links(runs, line):
    assert body(Paragraph(runs)) == line == line_of(next(fitted([Paragraph(runs)], Fitting())).runs)


# --- blocks that would run together ---------------------------------------------------------------


def test_italics_below_a_picture_without_cutline_are_no_cutline():
    note = Paragraph((Run("This story was updated.", ITALIC),))
    pieces = (Picture("a.jpg", "Boats"), note, Picture("b.jpg", "", plain("B.")), note)
    text = body(*pieces)
    assert text.startswith(
        "![Boats](a.jpg){no-cutline}\n\n*This story was updated.*\n\n![](b.jpg)\n"
    )
    story, findings = parse_markdown(markdown_of(item(*pieces)).text)
    assert findings == () and [replace(each, line=0) for each in story.body] == list(pieces)


def test_lists_one_below_the_other_stay_apart():
    one, two = Listing((plain("a"),)), Listing((plain("b"),), True, 3)
    assert body(one, one, one, two, two) == "- a\n\n* a\n\n- a\n\n3. b\n\n3) b"


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        (Quote((plain("—No sé."),)), "> —No sé.&#10;"),
        (Quote((plain("—No sé."),), plain("Ana")), "> —No sé.\n> — Ana"),
        (Quote((plain("a"), plain("b")), plain("Ana")), "> a\n>\n> b\n> — Ana"),
        (Quote((plain("—a"), plain("b")), pulled=True), "::: pull_quote\n—a\n\nb\n:::"),
        (Quote((plain("a"),), plain("Ana"), True), "::: pull_quote\n> a\n> — Ana\n:::"),
    ],
)
def test_quotations(quote, text):
    assert body(quote) == text
    (block,) = parse_markdown(markdown_of(item(quote)).text)[0].body
    assert replace(block, line=0) == quote


def test_a_directive_around_another_has_more_colons():
    pulled = Quote((plain("a"),), pulled=True)
    inner = "::: pull_quote\na\n:::"
    assert body(Tagged(pulled, ("crash",))) == f":::: tag crash\n{inner}\n::::"
    assert f":::: blue_box Box\n{inner}\n::::" in body(
        p("x"), Module("blue_box", "b", plain("Box"), blocks=(pulled,))
    )


def test_a_first_line_of_a_module_is_no_setting():
    box = Module("blue_box", "b", (), blocks=(p("note: it was late"),))
    assert "::: blue_box\nnote\\: it was late\n:::" in body(p("x"), box)
    noted = replace(box, note=plain("Tide"))
    assert "::: blue_box\nnote: Tide\n\nnote: it was late\n:::" in body(p("x"), noted)


def test_siblings_of_one_tag_stand_in_one_directive():
    pieces = [Tagged(p("a"), ("x",)), Tagged(p("b"), ("x",)), Tagged(p("c"), ("y",)), p("d")]
    wanted = ["::: tag x\na\n\nb\n:::", "::: tag y\nc\n:::", "d"]
    assert list(paragraphs_of(pieces)) == wanted


# --- front matter ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1984", "1984"),
        ("null", '"null"'),
        ("~", '"~"'),
        ("A # b", '"A # b"'),
        ("A: b", '"A: b"'),
        ("A:b", "A:b"),
        ("- a", '"- a"'),
        ("-5", "-5"),
        ('"a": b', "'\"a\": b'"),
        ("It's: \\*", "'It''s: \\*'"),
        ("@home", '"@home"'),
        ("a, b", "a, b"),
    ],
)
def test_quotes_in_yaml_only_where_they_are_needed(text, value):
    assert scalar(text) == value
    story, findings = parse_markdown(markdown_of(item(p("x"), kicker=text)).text)
    assert story.kicker == text and findings == ()


def test_what_is_wrong_about_a_head_is_told():
    day = datetime.date(2022, 12, 16)
    head = {"date": day, "updated": datetime.date(2022, 1, 1), "rank": 0, "language": "Klingon!"}
    written = markdown_of(item(p("x"), **head, comments=10**8))
    assert [finding.message.split(" left")[0] for finding in written.findings] == [
        "updated 2022-01-01",
        "rank 0",
        'language "klingon!"',
        "comments 100000000",
    ]
    assert all(str(finding.where) == "export.xml" for finding in written.findings)
    assert parse_markdown(written.text)[1] == ()


@pytest.mark.parametrize(
    ("tag", "kept"), [("en_US", "en-US"), ("ES", "es"), ("zh-Hant", "zh-Hant")]
)
def test_languages_as_others_write_them(tag, kept):
    assert f"\nlanguage: {kept}\n" in markdown_of(item(p("x"), language=tag)).text


# --- limits: what is longer is told, and never lost -----------------------------------------------


def long(words: int) -> str:
    return " ".join(f"w{number}x" for number in range(words))


def test_texts_too_long_for_a_front_matter_stand_in_the_body():
    texts = {name: f"{name} {long(400)}" for name in ("kicker", "byline", "section")}
    written = markdown_of(
        item(p("End."), headline=plain(long(400)), deck=plain(f"deck {long(400)}"), **texts)
    )
    story, findings = parse_markdown(written.text)
    assert findings == () and {finding.code for finding in written.findings} == {"too-long"}
    assert len(written.findings) == 5 and not story.kicker
    first, *_, last = (block.runs[0].text for block in story.body)
    assert f"{story.headline[0].text} {first}" == long(400) and last == "End."
    assert len(story.body) == 6


def test_tags_beyond_what_a_story_may_have_are_named():
    written = markdown_of(item(p("x"), tags=tuple(f"tag-{number}" for number in range(120))))
    story, findings = parse_markdown(written.text)
    assert findings == () and len(story.tags) == 100
    (told,) = written.findings
    assert all(f"tag-{number}" in told.message for number in range(100, 120))
    lengthy = markdown_of(item(p("x"), tags=tuple("t" * 1900 for _ in range(50))))
    assert parse_markdown(lengthy.text)[1] == ()


@pytest.mark.parametrize(
    "block",
    [
        p(long(20_000)),
        p("x" * 150_000),
        Paragraph((Run("*_[<&\\`" * 5_000, BOLD),)),
        Crosshead(plain(long(20_000))),
        Quote((plain("a"), plain(long(20_000))), plain("Ana")),
        Listing((plain("a"), plain(long(20_000)))),
        Table((plain("a"),), ((plain(long(20_000)),),)),
        Embed("https://x.org/a", long(20_000)),
        Picture("a.jpg", long(20_000), plain("Boats."), "Photo: Ana"),
        Picture("a.jpg", "Boats", plain(long(20_000)), "Photo: Ana"),
    ],
    ids=lambda block: type(block).__name__,
)
def test_lines_too_long_are_plain_paragraphs(block):
    assert LONGEST < LINE_LIMIT
    written = markdown_of(item(block))
    assert max(map(len, written.text.split("\n"))) <= LINE_LIMIT
    assert [finding.code for finding in written.findings] == ["too-long"]
    story, findings = parse_markdown(written.text)
    assert findings == ()
    words = " ".join(run.text for each in story.body for run in getattr(each, "runs", ()))
    assert isinstance(block, Paragraph) or words.count("w19999x") == 1


def test_a_table_too_wide_is_paragraphs():
    written = markdown_of(item(Table(tuple(plain(f"c{n}") for n in range(60)), ())))
    assert [finding.code for finding in written.findings] == ["too-many"]
    assert len(parse_markdown(written.text)[0].body) == 60


def test_more_modules_and_slots_than_a_story_may_have():
    box = Module("digest", "d", plain("Box"), items=(ModuleItem(plain("Item"), "More", "a.html"),))
    many = [SlotAsk("ad", "Ad")] * 30 + [box] * 40 + [SlotAsk("ad", "Ad")]
    written = markdown_of(item(p("x"), *many))
    story, findings = parse_markdown(written.text)
    assert len(story.asks) == 60 and findings == ()
    assert [finding.code for finding in written.findings] == ["too-many", "too-many"]
    assert len(story.body) == 1 + 2 * 10


def test_what_a_story_has_no_form_for_is_told():
    pieces = (
        Module("sidebar", "s", plain("Side"), blocks=(p("x"),)),
        Embed("/video", "Watch"),
        Picture("", "Boats", plain("At sea."), "Ana"),
        Picture("a.jpg", "", (Run("At "), Run("sea", ITALIC)), "Ana"),
        Listing((plain("a"),), True, -4),
        Tagged(p("y"), ("two words",)),
        p("bad\u202esign"),
    )
    written = markdown_of(item(*pieces, language="es"))
    story, findings = parse_markdown(written.text)
    assert findings == () and len(written.findings) == 7
    assert "[Watch](/video)" in written.text and "Boats At sea. Foto: Ana" in written.text
    assert "*At sea Foto: Ana*" in written.text and story.asks[0].content.kind == "blue_box"
    assert story.body[3].start == 1 and "badsign" in written.text


def test_a_story_longer_than_a_file_may_be_is_several():
    assert in_parts(whole()) == (whole(),)
    pieces = [p(f"{n} {long(3_000)}") for n in range(60)] + [Listing((plain(long(90_000)),))]
    book = item(*pieces, slug="book")
    book = replace(book, copy=replace(book.copy, media=(Media("a.jpg"),)))
    parts = in_parts(book)
    assert [part.key[-3:] for part in parts] == ["=12", *(f"2#{n}" for n in range(2, 10))][
        : len(parts)
    ]
    assert [part.head.slug for part in parts[:2]] == ["book", "book-2"]
    assert parts[1].head.headline == (Run("Ferry returns"), Run(" (2)"))
    assert all(part.copy.media for part in parts)
    assert [finding.code for finding in parts[0].copy.findings] == ["too-long"]
    texts = [markdown_of(part).text for part in parts]
    assert all(len(text) <= MARKDOWN_LIMIT for text in texts) and len(texts) > 4
    words = " ".join(texts).split()
    assert words.count("w2999x") == 61 and words.count("w89999x") == 1
