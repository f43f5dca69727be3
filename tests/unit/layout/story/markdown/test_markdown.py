"""The Markdown reader: front matter, blocks, pictures, directives, and what gets simplified."""

import datetime

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
from layout.story.markdown.read_markdown import parse_markdown
from layout.story.module import Module, ModuleItem
from layout.story.run import Emphasis, Run, plain, text_of
from slots.finding import BadInput, Severity


def read(text, depth=0):
    return parse_markdown(f"# Ferry\n\n{text}", "f.md", depth)


def body_of(text, depth=0):
    return read(text, depth)[0].body


def codes_of(text):
    return [finding.code for finding in read(text)[1]]


def front(lines, text="Text."):
    return parse_markdown(f"---\n{lines}\n---\n{text}", "f.md")


class TestFrontMatter:
    def test_every_key(self):
        story, findings = front(
            "headline: The *ferry*\nkicker: Transport\ndeck: Boats\nbyline: By Ana\n"
            "dateline: PUERTO ALBA\ndate: 2022-12-16\nsection: Town\ntags: [a, b]\nrank: 2\n"
            "language: es-EC\ncomments: 0\nslots: [google-ad, top]\nslug: ferry-1\n"
            "jump: false\ncut: 2"
        )
        assert findings == ()
        assert story.headline == (Run("The "), Run("ferry", Emphasis.ITALIC))
        assert (story.kicker, story.deck, story.byline) == ("Transport", plain("Boats"), "By Ana")
        assert (story.dateline, story.section) == ("PUERTO ALBA", "Town")
        assert (story.date_text, story.date) == (
            "16 de diciembre de 2022",
            datetime.date(2022, 12, 16),
        )
        assert (story.tags, story.rank, story.comments) == (("a", "b"), 2, 0)
        assert (story.language, story.slug) == ("es-EC", "ferry-1")
        assert (story.jump, story.cut) == (False, 2)
        asks = [(ask.after, ask.content.id, ask.content.label) for ask in story.asks]
        assert asks == [(1, "google-ad-1", "Google ad"), (1, "top-1", "Top")]

    def test_lists_may_have_commas(self):
        assert front("headline: F\ntags: port, ferry , ")[0].tags == ("port", "ferry")

    def test_headline_may_be_a_number_or_a_yes(self):
        assert text_of(front("headline: 1984")[0].headline) == "1984"
        assert text_of(front("headline: Yes")[0].headline) == "Yes"

    def test_unknown_key_names_its_place_and_neighbour(self):
        _, (finding,) = front("headline: F\nbylin: Ana")
        assert str(finding).startswith('f.md:3:1: unknown key "bylin" (did you mean "byline"?)')

    @pytest.mark.parametrize(
        ("line", "says"),
        [
            ("deck:", "3:6: deck: expected text, found nothing"),
            ("deck: [a]", "3:7: deck: expected text, found a list"),
            ("deck: {a: b}", "3:7: deck: expected text, found keys of its own"),
            ("tags: [[a]]", "3:7: tags: expected a plain list"),
            ("rank: first", '3:7: rank: expected a whole number from 1, found "first"'),
            ("rank: 0", '3:7: rank: expected a whole number from 1, found "0"'),
            ("comments: -1", '3:11: comments: expected a whole number from 0, found "-1"'),
            ("language: English", "3:11: language: expected a tag such as en"),
            ("date: some day", '3:7: date: "some day" is no date'),
            ("slug: The Ferry", '3:7: slug: "The Ferry" read as "the-ferry"'),
            ("jump: maybe", '3:7: jump: expected true or false, found "maybe"'),
            ("cut: all", '3:6: cut: expected a whole number from 0, found "all"'),
            ("headline: G", "3:1: headline: written twice"),
        ],
    )
    def test_values_of_the_wrong_kind(self, line, says):
        story, (finding,) = front(f"headline: F\n{line}")
        assert str(finding).startswith(f"f.md:{says}")
        assert finding.severity is Severity.WARNING and finding.hint
        assert text_of(story.headline) == "F"

    @pytest.mark.slow
    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ("---\nheadline: a: b\n---\nText.", "f.md:2:12"),
            ("---\nheadline: [a\n---\nText.", "f.md:3:1"),
            ("---\n- a\n---\nText.", "f.md:2:1: front matter has no keys"),
            ("---\nheadline: F\nText.", "f.md:1: front matter is not closed"),
            ("---\na: " + "[" * 3000 + "\n---\nText.", "f.md:2: front matter cannot be read"),
        ],
    )
    def test_unreadable_front_matter_is_bad_input(self, text, says):
        with pytest.raises(BadInput) as bad:
            parse_markdown(text, "f.md")
        assert str(bad.value).startswith(says)

    def test_divider_on_top_is_no_front_matter(self):
        story, _ = parse_markdown("---\n\nText.\n\n---\n\nMore.")
        assert [type(block) for block in story.body] == [Divider, Paragraph, Divider, Paragraph]

    def test_lines_count_from_the_top_of_the_file(self):
        assert front("headline: F", "One.\n\nTwo.")[0].body[1].line == 6

    def test_no_headline_is_a_finding(self):
        story, (finding,) = parse_markdown("Text.")
        assert (story.headline, finding.code) == ((), "no-headline")

    def test_other_first_heading_is_a_crosshead(self):
        story, _ = front("headline: F", "# G\n\nText.")
        assert story.body[0] == Crosshead(plain("G"), 2, 4)

    def test_same_first_heading_is_the_headline(self):
        assert front("headline: F", "# F\n\nText.")[0].body == (Paragraph(plain("Text."), 6),)


class TestInline:
    def test_emphasis_and_links(self):
        (paragraph,) = body_of("a *b **c*** [d *e*](https://x.y/z) `f`")
        assert paragraph.runs == (
            Run("a "),
            Run("b ", Emphasis.ITALIC),
            Run("c", Emphasis.ITALIC | Emphasis.BOLD),
            Run(" "),
            Run("d ", href="https://x.y/z"),
            Run("e", Emphasis.ITALIC, "https://x.y/z"),
            Run(" f"),
        )

    @pytest.mark.parametrize(
        ("href", "kept"),
        [
            ("https://x.y", "https://x.y"),
            ("mailto:a@b.c", "mailto:a@b.c"),
            ("../a.html#b", "../a.html#b"),
            ("//x.y/z", "https://x.y/z"),
            ("javascript:alert(1)", None),
            ("JaVaScRiPt:x", None),
            ("java&#10;script:x", None),
            ("data:text/html,x", None),
            ("file:///etc/passwd", None),
            ("vbscript:x", None),
        ],
    )
    def test_where_links_lead(self, href, kept):
        story, findings = read(f"[word]({href})")
        assert story.body[0].runs == (Run("word", href=kept),)
        assert [finding.code for finding in findings] == ([] if kept else ["unsafe-link"])

    def test_spaces_fold_across_runs_and_no_break_spaces_stay(self):
        (paragraph,) = body_of("a\u00a0b * c\n *d* \n  e")
        assert text_of(paragraph.runs) == "a\u00a0b * c d e"

    def test_html_tags_go_and_their_text_stays(self):
        story, findings = read('a <b onclick="x">b</b><br>c <!-- d -->e')
        assert text_of(story.body[0].runs) == "a b c e"
        assert {finding.code for finding in findings} == {"html", "lost-words"}

    def test_typographic_signs_and_entities(self):
        assert text_of(body_of("“a” – b &mdash; c &amp; d")[0].runs) == "“a” – b — c & d"


class TestBlocks:
    def test_crossheads_keep_their_level(self):
        assert body_of("### A *b*\n\nText.")[0] == Crosshead(
            (Run("A "), Run("b", Emphasis.ITALIC)), 3, 3
        )

    def test_quote_with_credit(self):
        (quote,) = body_of("> One.\n>\n> Two.\n> — Ana")
        assert quote == Quote((plain("One."), plain("Two.")), plain("Ana"), False, 3)

    def test_quote_that_only_has_a_dash(self):
        assert body_of("> — Ana") == (Paragraph(plain("Ana"), 3),)

    def test_ordered_list(self):
        (listing,) = body_of("3. a\n4. b")
        assert listing == Listing((plain("a"), plain("b")), True, 3, 3)

    def test_nested_lists_flatten_in_order(self):
        story, findings = read("- a\n  - b\n    1. c\n\n  d\n- e")
        items = tuple(map(plain, "abcde"))
        assert story.body == (Listing(items, False, 1, 3),)
        assert [finding.code for finding in findings] == ["simplified"]

    def test_table(self):
        (table,) = body_of("| a | b |\n|:-:|--:|\n| *c* | |")
        assert table == Table(
            (plain("a"), plain("b")), (((Run("c", Emphasis.ITALIC),), ()),), ("centre", "right"), 3
        )

    def test_wide_rows_widen_the_table(self):
        story, _ = read("> | a |\n> |---|\n> | b | c | d |\n")
        assert "c" in text_of(story.body[0].paragraphs[-2])
        (table,) = body_of("| a |\n|---|\n| b | *c* |")
        assert [len(row) for row in (table.head, *table.rows)] == [2, 2]
        assert codes_of("| a |\n|---|\n| b | *c* |") == ["wide-row"]
        assert len(table.align) == 2

    def test_code_is_text(self):
        story, (finding,) = read("```sh\na  b\n\nc\n```")
        assert [text_of(block.runs) for block in story.body] == ["a b", "c"]
        assert finding.code == "simplified" and '"sh"' in finding.message

    def test_html_block_is_text(self):
        html = "<div><p>One &amp; two</p><p>Three</p><script>alert(1)</script></div>"
        story, findings = read(html)
        assert [text_of(block.runs) for block in story.body] == ["One & two", "Three"]
        assert [finding.code for finding in findings] == ["html", "lost-words"]

    def test_footnotes_stay_where_they_stand(self):
        story, findings = read("Text[^a].\n\n[^a]: A *note*.\n\n[^b]: Unused.")
        assert [text_of(block.runs) for block in story.body] == [
            "Text[a].",
            "[a] A note.",
            "[b] Unused.",
        ]
        assert {finding.code for finding in findings} == {"simplified"}

    def test_unused_link_definition_is_reported(self):
        _, (finding,) = read("Text [a].\n\n[a]: https://x.y\n[b]: https://x.z")
        assert finding.where.line == 6 and "[b]: https://x.z" in finding.message

    def test_dateline_as_in_plain_text(self):
        story, _ = read("PUERTO ALBA — *Boats* sail.")
        assert story.dateline == "PUERTO ALBA"
        assert story.body[0].runs == (Run("Boats", Emphasis.ITALIC), Run(" sail."))

    def test_blocks_too_deep_to_be_kept_are_bad_input(self):
        with pytest.raises(BadInput, match=r"f.md.*deep"):
            read("> " * 60 + "text")
        assert "text" in str(body_of("> " * 15 + "text"))

    @pytest.mark.parametrize("text", ["# Ferry", "---\nheadline: F\n---\n", "# F\n\n::: slot a\n"])
    def test_no_body_is_bad_input(self, text):
        with pytest.raises(BadInput, match="no body text"):
            parse_markdown(text)


class TestPictures:
    @pytest.mark.parametrize(
        "text",
        [
            "![Alt](media/a%20b.jpg)\n\n*Boats. Photo: Ana Torres*",
            "![Alt](media/a%20b.jpg)\n*Boats. Photo: Ana Torres*",
            '![Alt](media/a%20b.jpg "Boats. Photo: Ana Torres")',
            "![Alt](<media/a b.jpg>)\n\n_Boats. (Photo: Ana Torres)_",
        ],
    )
    def test_cutline_and_credit(self, text):
        assert body_of(text) == (
            Picture("media/a b.jpg", "Alt", plain("Boats."), "Photo: Ana Torres", line=3),
        )

    def test_paragraph_in_roman_is_no_cutline(self):
        assert [type(block) for block in body_of("![a](a.jpg)\n\nText.")] == [Picture, Paragraph]

    def test_picture_in_text_follows_it(self):
        picture, text = body_of("Some ![a](a.jpg) text.")[::-1]
        assert (text_of(text.runs), picture.src) == ("Some text.", "a.jpg")

    @pytest.mark.parametrize(
        "src",
        ["/etc/a.png", "../a.png", "b/../../a.png", "%2e%2e/a.png", "C:/a.png", "file:///a.png"],
    )
    def test_paths_stay_inside(self, src):
        story, (finding,) = read(f"![Alt]({src})\n\n*Boats.*")
        assert story.body == (Paragraph(plain("Alt Boats."), 3),)
        assert (finding.code, finding.severity) == ("unsafe-picture", Severity.ERROR)

    def test_paths_may_climb_as_deep_as_the_story_lies(self):
        assert body_of("![a](../media/a.png)", depth=1)[0].src == "../media/a.png"
        assert isinstance(body_of("![a](../../a.png)", depth=1)[0], Paragraph)

    def test_remote_picture_is_linked(self):
        story, (finding,) = read("![A boat](https://x.y/a.png)")
        assert story.body == (Embed("https://x.y/a.png", "A boat", 3),)
        assert finding.code == "remote-picture"


class TestDirectives:
    def module(self, text):
        (ask,) = read(f"Text.\n\n{text}")[0].asks
        assert ask.after == 1 and isinstance(ask.content, Module)
        return ask.content

    def test_blue_box(self):
        box = self.module("::: blue-box Before *you* board\n- a\n\nText\n:::")
        assert (box.kind, box.id, text_of(box.title)) == (
            "blue_box",
            "blue-box-1",
            "Before you board",
        )
        assert [type(block) for block in box.blocks] == [Listing, Paragraph]

    def test_digest(self):
        digest = self.module(
            "::: digest Dispatch\nWeek of May 5.\n\n"
            "- Ship lost. [Read more.](https://x.y)\n- [Whole](a.html)\n- Bare Read more.\n:::"
        )
        assert digest.note == plain("Week of May 5.") and digest.blocks == ()
        assert digest.items == (
            ModuleItem(plain("Ship lost."), "Read more.", "https://x.y"),
            ModuleItem(plain("Whole"), "", "a.html"),
            ModuleItem(plain("Bare"), "Read more."),
        )

    def test_newsletter_settings(self):
        sign_up = self.module(
            "::: newsletter Join\naction: https://x.y/z\nsuccess: Done!\nnote: *Free*\n\nText.\n:::"
        )
        assert (sign_up.action, sign_up.success) == ("https://x.y/z", "Done!")
        assert sign_up.note == (Run("Free", Emphasis.ITALIC),)

    def test_newsletter_tells_its_success_line(self):
        sign_up = self.module("::: newsletter Join\nText.\n\nThanks for subscribing\n:::")
        assert (len(sign_up.blocks), sign_up.success) == (1, "Thanks for subscribing")

    def test_unsafe_action_goes(self):
        story, (finding,) = read("T.\n\n::: newsletter J\naction: javascript:x\n:::")
        assert story.asks[0].content.action is None and finding.code == "unsafe-link"

    def test_slot_needs_no_closing(self):
        for closing in ("", ":::\n"):
            story, findings = read(f"One.\n\n::: slot google-ad\n{closing}\nTwo.\n\n::: slot\n")
            asks = [(ask.after, ask.content.id, ask.content.label) for ask in story.asks]
            assert asks == [(1, "google-ad-1", "Google ad"), (2, "ad-1", "Ad")]
            assert findings == ()

    def test_pull_quote(self):
        assert body_of("::: pull_quote\nBig *words*\n:::\n") == (
            Quote(((Run("Big "), Run("words", Emphasis.ITALIC)),), (), True, 3),
        )

    def test_unknown_directive_keeps_its_words(self):
        story, (finding,) = read("::: bluebox2 Title\nText.\n:::")
        assert story.body == (Crosshead(plain("Title"), 2, 3), Paragraph(plain("Text."), 4))
        assert 'did you mean "blue_box"' in finding.message

    def test_open_directive_and_stray_closing(self):
        assert codes_of("T.\n\n::: blue_box A\nText.") == ["open-directive"]
        assert codes_of("T.\n\n:::\n") == ["stray-fence"]

    def test_module_in_a_module_is_taken_apart(self):
        story, (finding,) = read("T.\n\n:::: blue_box A\n::: digest B\n- c\n:::\n::::")
        (box,) = (ask.content for ask in story.asks)
        assert [type(block) for block in box.blocks] == [Crosshead, Listing]
        assert finding.code == "nested-module"
