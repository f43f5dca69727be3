"""Words of a story that are not printed are counted, and told where they stand."""

import pytest

from layout.story.markdown.read_markdown import parse_markdown, parse_markdown_module
from layout.story.plain.read_plain import parse_plain_module
from layout.story.reading_order import texts_of_module
from slots.finding import Severity

PROSE = "# A\n\nThe ferry sails.\n\n"


def told(text):
    """(severity, line and message) of what is said of lost words."""
    _, findings = parse_markdown(PROSE + text, "a.md")
    return [
        (each.severity, f"{each.where.line}: {each.message}")
        for each in findings
        if each.code == "lost-words"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<!-- not yet\n\nIt is late.\n\nThe end.\n", "5: 7 words are not printed: <!-- is not"),
        ("<script>\nIt is late.\n\nThe end.\n", "5: 5 words are not printed: <script> is not"),
        ("<style>late\n\nThe end.\n", "5: 3 words are not printed: <style> is not closed"),
        ("<div title='late\n\nThe end.\n", "5: 3 words are not printed: < is not closed"),
        ("<? late\n\nThe end.\n", "5: 3 words are not printed: <? is not closed"),
        ("<![CDATA[late\n\nThe end.\n", "5: 4 words are not printed: <![CDATA[ is not closed"),
        ("- a\n- <!-- late\n", "6: 1 word is not printed: <!-- is not closed"),
        ("> <!-- late\n> late\n", "5: 2 words are not printed: <!-- is not closed"),
        ("[a](/b 'The title')", '5: 2 words are not printed: the title of the link to "/b"'),
        ("[a]\n\n[a]: /b 'The title'", '5: 2 words are not printed: the title of the link to "/b"'),
        (
            "::: newsletter Join\naction: https://a.example/join now or never\n\nText.\n:::",
            '5: 3 words are not printed: "now or never", after the address of action',
        ),
        (
            "::: blue_box Out\n\n::: newsletter In\naction: /join\n\nText.\n:::",
            '5: 1 word is not printed: the action "/join" of a module in another one',
        ),
    ],
)
def test_words_that_go_by_mistake_are_a_warning(text, message):
    severities, lines = zip(*told(text), strict=True)
    assert set(severities) == {Severity.WARNING}
    assert lines[0].startswith(message), lines


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<!-- not yet -->\n", "5: 2 words are not printed: they stand in comments"),
        ("It <!-- never --> sails.\n", "5: 1 word is not printed: they stand in a comment"),
        ("<p>x</p><script>let a = 1;</script>\n", "5: 3 words are not printed"),
        ("<Name of the boat>\n", "5: 4 words are not printed"),
    ],
)
def test_words_that_are_meant_to_go_are_noted(text, message):
    ((severity, line),) = told(text)
    assert severity is Severity.INFO and line.startswith(message)


@pytest.mark.parametrize(
    "text",
    ["<p>One &amp; two</p>", "<div class='a'><b>One</b> two</div>", "a < b <b>c</b>", "<br>"],
)
def test_html_without_hidden_words_says_nothing_of_words(text):
    assert told(text) == []


def test_the_same_number_of_words_is_told_at_each_of_its_places():
    assert len(told("<!-- a b -->\n\nText.\n\n<!-- c d -->\n")) == 2


def test_an_action_keeps_its_address_when_words_follow():
    text = "---\ntitle: Join\naction: https://a.example/join and more\n---\n\nText.\n"
    module, findings = parse_markdown_module(text, "newsletter", "newsletter.md")
    assert module.action == "https://a.example/join"
    assert [each.code for each in findings] == ["lost-words"]


def test_a_second_line_of_thanks_in_plain_text_is_text():
    text = "Join\n\nText.\n\nThanks for subscribing!\n\nYou have successfully subscribed!\n"
    module, _ = parse_plain_module(text, "newsletter", "newsletter.txt")
    assert "You have successfully subscribed!" in texts_of_module(module)
    assert module.success == "Thanks for subscribing!"


def test_a_definition_whose_title_no_link_has_is_told():
    _, findings = parse_markdown(f"{PROSE}[a](/x)\n\n[b]: /x 'Its title'\n", "a.md")
    assert any("Its title" in finding.message for finding in findings)
