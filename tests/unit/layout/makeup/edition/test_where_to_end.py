"""Where a story may end, for which its blocks alone count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.makeup.edition.shapes.which_paragraphs_go import ends_of, is_counted, is_text
from layout.story.block import (
    Block,
    Crosshead,
    Divider,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Table,
)
from layout.story.run import Emphasis, Run, plain


def said(text: str, emphasis: Emphasis = Emphasis.NONE) -> Paragraph:
    return Paragraph((Run(text, emphasis),))


A, B, C = said("The pier is shut."), said("Nobody knows why."), said("It opens on Monday.")
HEAD, BREAK, PICTURE = Crosshead(plain("What next")), Divider(), Picture("pier.jpg")
LIST = Listing((plain("One boat"), plain("Two boats")))
QUOTE = Quote((plain("It is a good pier."),), plain("Baltasar Ruiz"))
TABLE = Table((plain("Town"),), ((plain("San Joaquín"),),))


def ends(*body: Block) -> list[int]:
    return list(ends_of(body))


def test_a_story_ends_after_any_paragraph():
    assert ends(A, B, C) == [3, 2, 1]


def test_it_ends_after_a_list_a_quotation_a_table_and_before_them():
    for block in (LIST, QUOTE, TABLE):
        assert ends(A, block, C) == [3, 2, 1]


def test_it_does_not_end_on_a_crosshead_or_a_divider():
    assert ends(A, HEAD, B) == [3, 1]
    assert ends(A, BREAK, HEAD, B) == [4, 1]


def test_pictures_stand_beside_the_text_and_end_nothing():
    assert ends(A, PICTURE, B, PICTURE) == [3, 1]
    assert ends(PICTURE, A, HEAD, PICTURE, B) == [5, 2]


@pytest.mark.parametrize("then", [LIST, QUOTE, TABLE, B])
@pytest.mark.parametrize("text", ["He named three:", "«Así fue:»", "三つある：", "They agreed: –"])
def test_a_lead_in_is_not_parted_from_what_it_introduces(text, then):
    assert ends(A, said(text), then) == [3, 1]


def test_a_strong_line_that_stands_for_a_heading_ends_nothing():
    assert ends(A, said("What it costs", Emphasis.BOLD), B) == [3, 1]


def test_a_question_is_not_parted_from_its_answer():
    assert ends(A, said("Who is to pay?"), B) == [3, 1]
    assert ends(A, said("„Wer zahlt?“"), B) == [3, 1]


@pytest.mark.parametrize(
    "question",
    [
        said("And then?", Emphasis.BOLD),
        said("And then?", Emphasis.ITALIC),
        said("Q: Tell us more."),
    ],
)
def test_an_answer_of_an_interview_stands_whole(question):
    body = (A, said("Q: How did it begin?"), B, C, question, B, C, HEAD, A, B)
    assert ends(*body) == [10, 9, 7, 4, 1]


def test_one_question_makes_no_interview():
    assert ends(A, said("And then?", Emphasis.BOLD), B, C) == [4, 3, 1]


def test_words_spoken_over_two_paragraphs_are_not_parted():
    first, second = said("“We waited. It was cold."), said("“Then the boat came,” she said.")
    assert ends(A, first, second, B) == [4, 3, 1]
    assert ends(A, said("“We waited,” he said."), second) == [3, 2, 1]
    assert ends(A, said("„Wir warteten.“"), said("„Dann kam es.“")) == [3, 2, 1]
    assert ends(A, said("»Vi ventede."), said("»Så kom den.«")) == [3, 1]


def test_a_quotation_in_several_blocks_is_one():
    bare = Quote((plain("It is a good pier."),))
    assert ends(A, bare, bare, QUOTE, B) == [5, 4, 1]
    assert ends(A, QUOTE, QUOTE, B) == [4, 3, 2, 1]


def test_a_list_that_goes_on_is_one():
    rest = Listing((plain("Three boats"),), ordered=True, start=3)
    assert ends(A, LIST, rest, B) == [4, 3, 1]


@pytest.mark.parametrize(
    "text", ["Image 2", "Step 5", "Placed on a slice (Lucy Akins)", "What it is", "});"]
)
def test_a_line_that_ends_no_sentence_ends_no_story(text):
    """A caption, a credit, a heading that an import took for a paragraph."""
    assert ends(A, said(text), B, C) == [4, 3, 1]


@pytest.mark.parametrize(
    "text",
    ["“It is shut.”", "It is (nearly) shut.)", "Fermé.\u00a0»", "它关了。", "Shut!", "And so on…"],
)
def test_sentences_end_in_many_ways(text):
    assert ends(A, said(text), B) == [3, 2, 1]


def test_where_no_paragraph_ends_with_a_sign_each_may_be_the_last():
    thai = [said("ท่าเรือปิด"), said("ไม่มีใครรู้"), said("เปิดวันจันทร์")]
    assert ends(*thai) == [3, 2, 1]


def test_a_letter_is_not_parted_from_its_signature():
    first = said("Susan Ridout, Great Cray", Emphasis.ITALIC)
    second = said("— Brian Castell (aged 81), Wenlow")
    letters = (A, B, first, HEAD, A, B, C, second, BREAK, A, first)
    assert ends(*letters) == [11, 8, 3]
    assert ends(A, B, C, first) == [4, 3, 2, 1], "an author signs once"


def test_a_pull_quote_ends_nothing():
    assert ends(A, Quote((plain("A good pier"),), pulled=True), B) == [3, 1]


def test_a_body_without_text_ends_before_it_begins():
    assert ends() == ends(PICTURE) == [0]


def test_what_counts_as_a_paragraph():
    assert [is_counted(block) for block in (A, LIST, QUOTE, TABLE)] == [True] * 4
    assert not any(map(is_counted, (HEAD, BREAK, PICTURE)))
    assert is_text(HEAD) and not is_text(PICTURE)


@given(st.lists(st.sampled_from([A, B, C, HEAD, BREAK, PICTURE, LIST, QUOTE, TABLE])))
def test_ends_come_from_the_longest_to_the_shortest_and_leave_text(body: list[Block]) -> None:
    found = list(ends_of(body))
    assert found == sorted(set(found), reverse=True)
    assert not any(is_text(block) for block in body[found[0] :])
    for stop in found[1:]:
        assert is_counted(body[stop - 1])
