"""docs/stories.md is read by this test, so that it stays true."""

import re
from pathlib import Path

from layout.story.front_matter.fields import KEYS
from layout.story.markdown.read_markdown import parse_markdown
from layout.story.plain.read_plain import parse_plain
from layout.story.read.any_format import LINE_LIMIT, MARKDOWN_LIMIT, PLAIN_LIMIT

ROOT = Path(__file__).parents[4]
GUIDE = (ROOT / "docs" / "stories.md").read_text(encoding="utf-8")


def example(language):
    return re.search(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)[1]


def test_every_front_matter_key_is_explained_in_order():
    rows = re.findall(r"^\| `(\w+)` \|", GUIDE, re.MULTILINE)
    assert tuple(rows) == KEYS


def test_limits_are_the_programs():
    for limit in (PLAIN_LIMIT, MARKDOWN_LIMIT, LINE_LIMIT):
        assert f"{limit:,}" in GUIDE


def test_plain_example_reads_as_explained():
    story, findings = parse_plain(example("text"))
    assert findings == ()
    assert (story.kicker, story.byline, story.comments) == ("TRANSPORT", "By Inés Carrasco", 6)
    assert (story.dateline, story.section) == ("PUERTO ALBA", "")
    kinds = [type(block).__name__ for block in story.body]
    assert kinds == ["Paragraph", "Crosshead", "Paragraph", "Listing"]
    assert [ask.content.id for ask in story.asks] == ["google-ad-1", "blue-box-1", "newsletter-1"]


def test_markdown_example_uses_every_key_without_a_finding():
    text = example("markdown")
    story, findings = parse_markdown(text)
    assert findings == ()
    assert all(re.search(rf"^{key}:\s", text, re.MULTILINE) for key in KEYS)
    assert story.ad_free
    assert story.rules.leaves[0] == (("page", "max_ads"), 1)
    kinds = [type(block).__name__ for block in story.body]
    assert kinds[:5] == ["Paragraph", "Crosshead", "Quote", "Picture", "Quote"]
    assert kinds[5:] == ["Embed", "Crosshead", "Paragraph"]
    assert story.block_tags == ((6, "faq"), (7, "faq"))
    ids = [ask.content.id for ask in story.asks]
    assert ids == ["google-ad-1", "blue-box-1", "digest-1", "newsletter-1", "google-ad-2"]
