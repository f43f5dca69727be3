"""The plain-text reader, rule by rule, on texts a newsroom may save."""

import datetime
from pathlib import Path

import pytest

from layout.story.as_written import SlotAsk
from layout.story.block import Crosshead, Divider, Listing, Paragraph
from layout.story.module import Module
from layout.story.plain.read_plain import parse_plain
from layout.story.run import plain, text_of
from slots.finding import BadInput

SEED = Path(__file__).parents[4] / "seeds" / "000_c245132f38cc56cf.txt"
LEDE = "The ferry sails again on Monday, the council said."
MORE = "Two boats will cross the bay five times a day."


def story_of(*blocks, language_source=""):
    return parse_plain("\n\n".join(blocks))[0]


def codes_of(*blocks):
    return [finding.code for finding in parse_plain("\n\n".join(blocks))[1]]


def texts(blocks):
    return [text_of(block.runs) for block in blocks]


def modules_of(story):
    return [ask.content for ask in story.asks if isinstance(ask.content, Module)]


class TestSeed:
    story, findings = parse_plain(SEED.read_text(encoding="utf-8"), str(SEED))

    def test_head(self):
        assert text_of(self.story.headline).startswith("U.S. pledges assistance")
        assert text_of(self.story.deck).endswith("cybersecurity and migration issues.")
        assert self.story.date_text == "Dec 16, 2022"
        assert self.story.date == datetime.date(2022, 12, 16)
        assert self.story.comments == 6
        assert self.findings == ()

    def test_body_is_four_paragraphs(self):
        assert [type(block) for block in self.story.body] == [Paragraph] * 4
        assert [block.line for block in self.story.body] == [7, 9, 11, 13]

    def test_asks_in_order_after_the_body(self):
        ids = [ask.content.id for ask in self.story.asks]
        assert ids == ["blue-box-1", "google-ad-1", "digest-1", "google-ad-2", "newsletter-1"]
        assert {ask.after for ask in self.story.asks} == {4}
        ads = [ask.content for ask in self.story.asks if isinstance(ask.content, SlotAsk)]
        assert [ad.label for ad in ads] == ["Google ad", "Google ad"]

    def test_modules_have_their_content(self):
        box, digest, newsletter = modules_of(self.story)
        assert box.empty and text_of(box.title) == "Blue Box"
        assert text_of(digest.title) == "The Cuenca Dispatch"
        assert text_of(digest.note) == "Week of September 17."
        assert [item.link for item in digest.items] == ["Read more."] * 3
        assert text_of(digest.items[1].runs).startswith("CNE announces")
        assert text_of(newsletter.blocks[0].runs).startswith("Cuenca High Life offers")
        assert newsletter.success == "You have Successfully Subscribed!"


class TestHeadline:
    def test_slug_is_from_the_headline_without_a_file(self):
        assert story_of("The ferry returns", LEDE).slug == "the-ferry-returns"

    def test_slug_is_the_files_name(self):
        assert parse_plain(f"A\n\n{LEDE}", "stories/Flood 2.txt")[0].slug == "flood-2"

    def test_wrapped_headline_is_joined(self):
        story = story_of("Ferry returns to the bay\nafter eleven months", LEDE)
        assert text_of(story.headline) == "Ferry returns to the bay after eleven months"

    def test_headline_and_date_in_one_block(self):
        story = story_of("Ferry returns\nBy Ana Torres\n16 December 2022", LEDE)
        assert (text_of(story.headline), story.byline) == ("Ferry returns", "By Ana Torres")
        assert story.date == datetime.date(2022, 12, 16)

    def test_kicker_is_short_capitals_over_the_headline(self):
        story = story_of("TRANSPORT", "Ferry returns", LEDE)
        assert (story.kicker, text_of(story.headline)) == ("TRANSPORT", "Ferry returns")

    def test_capitals_over_a_sentence_are_the_headline(self):
        story = story_of("FERRY RETURNS", LEDE, MORE)
        assert (story.kicker, text_of(story.headline)) == ("", "FERRY RETURNS")

    def test_ad_above_the_headline(self):
        story = story_of("Advertisement", "Ferry returns", LEDE)
        assert text_of(story.headline) == "Ferry returns"
        assert [(ask.after, ask.content.id) for ask in story.asks] == [(0, "advertisement-1")]

    def test_text_without_headline_is_all_body(self):
        long = " ".join(["word"] * 31)
        story, findings = parse_plain(long)
        assert story.headline == () and texts(story.body) == [long]
        assert [finding.code for finding in findings] == ["no-headline"]

    @pytest.mark.parametrize("text", ["Ferry returns", "Ferry returns\n\nGoogle ad\n\nBlue Box"])
    def test_headline_without_body_is_bad_input(self, text):
        with pytest.raises(BadInput, match=r'f.txt: no body text under .*"Ferry returns".*add'):
            parse_plain(text, "f.txt")

    def test_no_text_is_bad_input(self):
        with pytest.raises(BadInput, match="no text"):
            parse_plain(" \n\u00a0\n")


class TestDateLine:
    def test_all_parts(self):
        line = "by Ana Torres | Dec 16, 2022 | News | 1,204 comments"
        story = story_of("Ferry returns", line, LEDE)
        assert (story.byline, story.date_text) == ("by Ana Torres", "Dec 16, 2022")
        assert (story.section, story.comments) == ("News", 1204)

    def test_spanish(self):
        story = story_of(
            "El ferry vuelve",
            "Por Ana Torres",
            "16 de diciembre de 2022 | 6 comentarios",
            "El ferry que une la isla con el puerto vuelve a salir el lunes.",
        )
        assert (story.date, story.comments) == (datetime.date(2022, 12, 16), 6)
        assert (story.byline, story.language) == ("Por Ana Torres", "es")

    def test_before_the_headline(self):
        story = story_of("16 December 2022", "Ferry returns", LEDE)
        assert text_of(story.headline) == "Ferry returns" and story.date is not None

    def test_date_that_means_nothing_is_kept_and_reported(self):
        story, (finding,) = parse_plain(f"Ferry\n\nDec 36, 2022\n\n{LEDE}", "f.txt")
        assert (story.date_text, story.date) == ("Dec 36, 2022", None)
        assert (finding.code, finding.where.line) == ("unclear-date", 3)

    def test_second_date_is_set_as_text_and_reported(self):
        blocks = ("Ferry", "Dec 16, 2022", "Dec 17, 2022", LEDE)
        assert texts(story_of(*blocks).body) == ["Dec 17, 2022", LEDE]
        assert codes_of(*blocks) == ["unplaced-text"]

    def test_sentence_that_opens_with_by_is_no_byline(self):
        assert story_of("Ferry", "By noon the quay was full.", MORE).byline == ""


class TestDeck:
    def test_first_paragraph_is_no_deck(self):
        story = story_of("Ferry returns", "Dec 16, 2022", LEDE, MORE)
        assert story.deck == () and texts(story.body) == [LEDE, MORE]

    def test_before_a_date_line(self):
        story = story_of("Ferry returns", "Boats sail on Monday.", "By Ana Torres", LEDE)
        assert text_of(story.deck) == "Boats sail on Monday."

    def test_phrase_without_full_stop(self):
        deck = "Two boats will cross from Monday"
        assert text_of(story_of("Ferry returns", deck, LEDE).deck) == deck

    def test_summary_that_opens_like_the_lede(self):
        summary = "The ferry sails again on Monday. Two boats cross."
        assert text_of(story_of("Ferry", summary, LEDE).deck) == summary

    def test_deck_over_modules_alone_is_the_body(self):
        story = story_of("Ferry returns", "Boats sail.", "By Ana Torres", "Google ad")
        assert story.deck == () and texts(story.body) == ["Boats sail."]
        assert [ask.after for ask in story.asks] == [1]

    def test_nothing_is_left_without_body(self):
        story = story_of("Ferry returns", "Two boats will cross from Monday")
        assert story.deck == () and len(story.body) == 1


class TestDateline:
    @pytest.mark.parametrize(
        ("text", "place", "rest"),
        [
            ("PUERTO ALBA (AP) — Boats sail.", "PUERTO ALBA (AP)", "Boats sail."),
            ("PUERTO ALBA, Ecuador – Boats sail.", "PUERTO ALBA, Ecuador", "Boats sail."),
            ("QUITO.- El ferry sale.", "QUITO", "El ferry sale."),
            ("A — B — is a sentence.", "", "A — B — is a sentence."),
            ("The ferry — at last — sails.", "", "The ferry — at last — sails."),
        ],
    )
    def test_place(self, text, place, rest):
        story = story_of("Ferry returns", text, MORE)
        assert (story.dateline, text_of(story.body[0].runs)) == (place, rest)


class TestBody:
    def test_crosshead_stands_over_text(self):
        story = story_of("Ferry", LEDE, "What changes", MORE)
        assert story.body[1] == Crosshead(plain("What changes"), line=5)

    @pytest.mark.parametrize(
        "text",
        ["He said no.", "what changes", "Who pays?", "A line that has nine words in it here"],
    )
    def test_these_are_no_crossheads(self, text):
        assert isinstance(story_of("Ferry", LEDE, text, MORE).body[1], Paragraph)

    def test_last_line_is_no_crosshead(self):
        assert isinstance(story_of("Ferry", LEDE, "Ana Torres").body[1], Paragraph)

    def test_wrapped_paragraph_is_joined(self):
        story = story_of("Ferry", "The ferry sails\nagain on Monday,\nthey said.")
        assert texts(story.body) == ["The ferry sails again on Monday, they said."]

    def test_unwrapped_lines_are_paragraphs(self):
        long = " ".join(["word"] * 40) + "."
        assert texts(story_of("Ferry", f"{long}\n{MORE}").body) == [long, MORE]

    def test_wrapped_marker_word_is_text(self):
        story = story_of("Ferry", "The captain had put up an\nad\nin the window of the bar.")
        assert texts(story.body) == ["The captain had put up an ad in the window of the bar."]
        assert story.asks == ()

    def test_bullets(self):
        story = story_of("Ferry", LEDE, "- First: 6:15\n- Last: 7:00,\nif it blows\n• Bikes: half")
        items = ("First: 6:15", "Last: 7:00, if it blows", "Bikes: half")
        assert story.body[1] == Listing(tuple(map(plain, items)), line=5)

    def test_numbers_in_order(self):
        story = story_of("Ferry", LEDE, "3. Board\n4) Pay")
        assert story.body[1] == Listing((plain("Board"), plain("Pay")), True, 3, 5)

    def test_single_number_is_text(self):
        assert isinstance(story_of("Ferry", LEDE, "1. Arrival", MORE).body[1], Crosshead)

    def test_divider(self):
        assert story_of("Ferry", LEDE, "* * *", MORE).body[1] == Divider(5)

    def test_spaces_fold_and_no_break_spaces_stay(self):
        story = story_of("Ferry", "Ten\u00a0 boats \t sail \u00a0")
        assert texts(story.body) == ["Ten\u00a0 boats sail"]


class TestModules:
    def test_blue_box_takes_text_up_to_the_next_marker(self):
        story = story_of("Ferry", LEDE, "blue box", "Tickets", "- Pier\n- Phone", "GOOGLE AD", MORE)
        (box,) = modules_of(story)
        assert [type(block) for block in box.blocks] == [Crosshead, Listing]
        assert texts(story.body) == [LEDE, MORE]

    @pytest.mark.parametrize("gap", ["\n\n\n", "\n\n---\n\n"])
    def test_blue_box_ends_at_a_gap_or_divider(self, gap):
        story = parse_plain(f"Ferry\n\n{LEDE}\n\nCaja azul\n\nTickets here.{gap}{MORE}")[0]
        assert texts(modules_of(story)[0].blocks) == ["Tickets here."]
        assert texts(story.body) == [LEDE, MORE]

    def test_titled_blue_box(self):
        (box,) = modules_of(story_of("Ferry", LEDE, "Blue Box: before you board", "Pay first."))
        assert text_of(box.title) == "Blue Box: before you board"

    def test_digest_in_one_block(self):
        lines = "The Dispatch\nSemana del 3 de mayo\nBarco perdido. Leer más\nOtro. Leer más"
        (digest,) = modules_of(story_of("Ferry", LEDE, lines))
        assert text_of(digest.note) == "Semana del 3 de mayo"
        assert [(text_of(item.runs), item.link) for item in digest.items] == [
            ("Barco perdido.", "Leer más"),
            ("Otro.", "Leer más"),
        ]

    def test_digest_with_a_date_as_note_and_bullets(self):
        (digest,) = modules_of(story_of("Ferry", LEDE, "Dispatch", "May 3, 2024.", "- A read more"))
        assert (text_of(digest.note), len(digest.items)) == ("May 3, 2024.", 1)

    def test_digest_without_title(self):
        (digest,) = modules_of(story_of("Ferry", LEDE, "One thing Read more.\nAnother Read more."))
        assert digest.title == () and len(digest.items) == 2

    def test_lone_teaser_is_text_and_reported(self):
        blocks = ("Ferry", LEDE, MORE + " Read more.")
        assert len(story_of(*blocks).body) == 2
        assert codes_of(*blocks) == ["unplaced-text"]

    def test_newsletter_without_success_has_one_paragraph(self):
        story = story_of("Ferry", LEDE, "Suscríbase a nuestro boletín", "Una vez por semana.", MORE)
        (sign_up,) = modules_of(story)
        assert texts(sign_up.blocks) == ["Una vez por semana."]
        assert texts(story.body) == [LEDE, MORE]

    def test_newsletter_with_its_button(self):
        lines = ("Sign up for our newsletter", "Once a week.", "Subscribe", "Thanks for signing up")
        (sign_up,) = modules_of(story_of("Ferry", LEDE, *lines))
        assert texts(sign_up.blocks) == ["Once a week.", "Subscribe"]
        assert sign_up.success == "Thanks for signing up"

    def test_second_marker_line_is_the_note(self):
        lines = ("Newsletter", "Join our mailing list", "Once a week.")
        (sign_up,) = modules_of(story_of("Ferry", LEDE, *lines))
        assert text_of(sign_up.note) == "Join our mailing list"

    @pytest.mark.parametrize("marker", ["Ad", "[Advertisement]", "— Publicidad —", "anuncio"])
    def test_slots(self, marker):
        story = story_of("Ferry", LEDE, marker, MORE)
        (ask,) = story.asks
        assert ask.after == 1 and isinstance(ask.content, SlotAsk)
        assert ask.content.label in marker


def test_unwanted_characters_go_with_a_finding():
    story, findings = parse_plain("Fer\x07ry\n\nA \u202elong\x07 day.", "f.txt")
    assert (text_of(story.headline), texts(story.body)) == ("Ferry", ["A long day."])
    assert [str(finding.where) for finding in findings] == ["f.txt:1:4", "f.txt:3:3"]
