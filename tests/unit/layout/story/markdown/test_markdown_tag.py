"""Tags of blocks: from ::: tag in a story to the strip's items, and to a rule that refuses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from layout.story.block import Divider
from layout.story.markdown.read_markdown import parse_markdown
from layout.story.markdown.tags import tags_in
from layout.story.plain.read_plain import parse_plain
from layout.story.reading_order import texts_of
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme
from layout.web.measure.story_strips import body_of, tags_of
from layout.web.pages.compose import plan_story
from slots.problem.why_closed import Trace
from slots.rulebook.load import parse_rules

HEAD = "# Ferry\n\n"
TEXT = "The council announced that the harbour would open again after the storm. " * 4
RULES = """
[breakpoints]
mobile = "320px..599px"
desktop = "980px..1600px"
[slot.inline]
holds = "ad"
takes = ["inline"]
sizes = ["300x250", "250x250"]
"""


def read(text):
    return parse_markdown(HEAD + text, "s.md")


def tags(text):
    return read(text)[0].block_tags


def codes(text):
    return [finding.code for finding in read(text)[1]]


def test_the_blocks_of_a_tag_have_it():
    assert tags("One.\n\n::: tag crash\nTwo.\n\n## Three\n:::\n\nFour.") == (
        (1, "crash"),
        (2, "crash"),
    )


def test_several_tags_and_a_tag_in_a_tag():
    text = ":::: tag faq, #harbour\nOne.\n\n::: tag faq, crash\nTwo.\n:::\n::::\n"
    assert tags(text) == (
        *((0, "faq"), (0, "harbour")),
        *((1, "faq"), (1, "harbour"), (1, "crash")),
    )
    assert codes(text) == []


def test_modules_and_slots_in_a_tag_keep_their_place():
    story, findings = read(
        "One.\n\n:::: tag a\n::: slot x\nTwo.\n\n::: blue_box B\nIn it.\n:::\nThree.\n::::\n"
    )
    assert [(ask.after, ask.content.id) for ask in story.asks] == [(1, "x-1"), (2, "blue-box-1")]
    assert story.block_tags == ((1, "a"), (2, "a")) and findings == ()


def test_figures_and_pull_quotes_are_blocks_as_others():
    story, _ = read("::::TAG a\n![b](b.png)\n\n*Boats.*\n\n::: pull_quote\nBig.\n:::\n::::")
    assert story.block_tags == ((0, "a"), (1, "a"))
    assert texts_of(story) == ("Ferry", "Boats.", "Big.")


@pytest.mark.parametrize(
    ("text", "code", "severity"),
    [
        ("::: tag\nOne.\n:::", "bad-tag", "error"),
        ("::: tag ,\nOne.\n:::", "bad-tag", "error"),
        ("::: tag a\n:::\n\nOne.", "empty-tag", "warning"),
        (":::: tag a\n::: slot x\n::::\n\nOne.", "empty-tag", "warning"),
        ("One.\n\n::: tag a\nTwo.", "open-directive", "warning"),
        ("One.\n\n:::: blue_box B\n::: tag a\nTwo.\n\nThree.\n:::\n::::", "lost-tag", "warning"),
        (":::: pull_quote\n::: tag a\nBig.\n:::\n::::", "lost-tag", "warning"),
        ("- One\n\n  ::: tag a\n  Two.\n  :::", "lost-tag", "warning"),
        ("::: tags a\nOne.\n:::", "unknown-directive", "warning"),
    ],
)
def test_every_mistake_is_told_once(text, code, severity):
    _, findings = read(text)
    assert [(each.code, each.severity.value) for each in findings] == [(code, severity)]
    assert findings[0].where.line and findings[0].hint


def test_words_that_are_no_tag_are_set():
    story, (finding,) = read("::: tag faq, Ask the harbour\nOne.\n:::")
    assert texts_of(story) == ("Ferry", "Ask the harbour", "One.")
    assert story.block_tags == ((0, "faq"), (1, "faq"))
    assert '"Ask the harbour" is no tag' in finding.message


def test_a_lost_tag_loses_no_word():
    for text in (
        ":::: blue_box B\n::: tag a\nTwo.\n:::\n::::\n\nOne.",
        "> Two.\n> ::: tag a\n> One.\n> :::",
        ":::: pull_quote\n::: tag a\nTwo.\n:::\n\nOne.\n::::",
    ):
        story, _ = read(text)
        assert " ".join(texts_of(story)[1:]).removeprefix("B ") == "Two. One."
        assert story.block_tags == ()


def test_signs_round_tags():
    assert tags_in(" #a ,b-2,, c_d, a") == (("a", "b-2", "c_d"), "")
    assert tags_in("ferry accident, #the port") == ((), "ferry accident, the port")


def test_plain_text_has_none():
    assert parse_plain("Ferry\n\nIt sails.")[0].block_tags == ()


def test_the_strip_has_the_tags_and_a_dateline_shifts_none():
    story = read("QUITO — One.\n\n::: tag a\nTwo.\n:::")[0]
    assert story.dateline == "QUITO" and tags_of(story) == ((), ("a",))
    bare = replace(story, body=(Divider(), Divider()), block_tags=((0, "a"), (1, "b"), (1, "c")))
    assert len(body_of(bare)) == 3, "the dateline is a block of its own"
    assert tags_of(bare) == ((), ("a",), ("b", "c"))
    assert tags_of(replace(bare, dateline="")) == (("a",), ("b", "c"))


def planned(text, rules):
    story = parse_markdown(f"---\nheadline: F\nslots: [inline]\ndateline: QUITO\n---\n{text}")[0]
    return plan_story(
        story, load_theme(), Foundry(), parse_rules(RULES + rules, "r.toml"), trace=Trace.ALL
    )


def gaps(text, rules):
    """The gaps left to the ad at each breakpoint."""
    for point in planned(text, rules).breakpoints:
        closed = {each.candidate: str(each.rule) for each in point.decision.refusals}
        names = [item.id for item in point.strips[0].items]
        yield [name for name in (*names, None) if name not in closed], closed


def test_never_inside_a_tag_keeps_an_ad_out_of_a_faq():
    text = f"{TEXT}\n\n::: tag faq\n### Is it safe?\n\n{TEXT}\n\n{TEXT}\n:::\n\n{TEXT}\n"
    for left, closed in gaps(text, 'never_inside = ["#faq"]\nnever_after = []'):
        assert {"b2", "b5"} <= {*left}
        assert closed["b3"] == closed["b4"] == "never_inside #faq"
    for left, _ in gaps(text.replace("::: tag faq", "::: tag other"), 'never_inside = ["#faq"]'):
        assert "b4" in left


def test_a_clearance_to_a_tag():
    text = f"{TEXT}\n\n{TEXT}\n\n::: tag crash\n{TEXT}\n:::\n\n{TEXT}\n\n" + f"{TEXT}\n\n" * 9
    for left, closed in gaps(text, 'clearance."#crash" = "2000px"'):
        assert closed["b3"].startswith("clearance") and closed["b4"].startswith("clearance")
        assert "b3" not in left
    for left, _ in gaps(text, ""):
        assert {"b3", "b4"} <= {*left}
