"""Three texts of a story become one: parts, what became of each, what both sides did."""

from __future__ import annotations

import time

import pytest

from layout.imports.publication.alignment import aligned
from layout.imports.publication.merge import lines_text, merged, unmerged
from layout.imports.publication.story_parts import is_directive, level, parts_of, parts_within

STORY = """\
---
headline: Ferry returns
tags:
  - ferry
  - harbour
# a comment of the editor
source: "wordpress 12"
---

The ferry sails again on Monday.

## What changes

- First boat: 6:15
- Last boat: 7:00

::: blue_box Tickets
Sold on the pier.

From a quarter to six.
:::

::: slot google-ad

```
code with

a blank line
```

The last boat leaves at seven.
"""


def test_parts_one_after_the_other_are_the_text() -> None:
    for text in (
        STORY,
        "",
        "\n\nOne.",
        "One.\n\n\n\nTwo.\n\n\n",
        "---\n---\nx",
        "::: blue_box\nopen\n",
    ):
        assert parts_of(text).text == text
    parts = parts_of(STORY)
    assert [part.name for part in parts.front or ()] == ["headline", "tags", "source"]
    firsts = [part.text.split("\n")[0] for part in parts.body]
    assert firsts == [
        "The ferry sails again on Monday.",
        "## What changes",
        "- First boat: 6:15",
        "::: blue_box Tickets",
        "::: slot google-ad",
        "```",
        "The last boat leaves at seven.",
    ]
    lines = STORY.split("\n")
    for part in (*(parts.front or ()), *parts.body):
        assert "\n".join(lines[part.line - 1 : part.last]) == part.text
    box = next(part for part in parts.body if is_directive(part))
    inner = parts_within(box)
    assert "".join(part.text + part.gap for part in inner).rstrip() == box.text
    assert [part.line for part in inner] == [box.line, box.line + 1, box.line + 3, box.last]


def test_front_matter_that_is_never_closed_is_seen() -> None:
    assert parts_of("---\nheadline: A\n\nText.\n").broken
    assert not parts_of("---\n\nText after a divider.\n").broken
    assert parts_of(level("\ufeff---\r\nheadline: A\r\n---\r\nText.\r\n")).front


def test_what_became_of_each_part() -> None:
    base = ["one two three", "four five six", "seven eight", "nine ten"]
    new = ["one two three", "four five seven", "put in", "nine ten", "at the end"]
    found = aligned(base, new)
    assert found.now == (0, 1, None, 3)
    assert found.put_in == ((), (), (), (2,), (4,))
    assert found.beside_lost == (False, False, False, True, False)
    assert aligned([], ["a"]).put_in == ((0,),) and aligned(["a"], []).now == (None,)


def test_a_long_story_of_equal_parts_takes_no_time() -> None:
    base = ["same"] * 60_000
    before = time.process_time()
    aligned(base, ["same"] * 30_000 + ["other"] + ["same"] * 40_000)
    aligned(["a", "b"] * 20_000, ["b", "c", "a"] * 20_000)
    aligned([f"n{n}" for n in range(50_000)], [f"n{n}" for n in range(50_000, 0, -1)])
    assert time.process_time() - before < 20


def both(here: dict[str, str], there: dict[str, str], base: str = STORY):
    texts = []
    for side in (here, there):
        text = base
        for old, new in side.items():
            assert old in text
            text = text.replace(old, new)
        texts.append(text)
    return merged(base, *texts), texts


def test_changes_side_by_side_do_not_meet() -> None:
    made, _ = both(
        {"on Monday": "on Tuesday", "headline: Ferry returns": "headline: The ferry is back"},
        {"## What changes": "## What is new", "  - harbour\n": "  - harbour\n  - boats\n"},
    )
    assert made.meetings == ()
    for each in ("on Tuesday", "What is new", "The ferry is back", "  - boats", "a comment of the"):
        assert each in made.text


def test_within_a_box_both_may_change_what_they_like() -> None:
    made, _ = both({"Sold on the pier": "Sold at the pier"}, {"a quarter to six": "half past five"})
    assert made.meetings == ()
    assert "Sold at the pier.\n\nFrom half past five.\n:::" in made.text


def test_where_both_changed_the_same_the_text_here_stays_and_lines_are_told() -> None:
    made, (here, there) = both(
        {"at seven.": "at eight, say all.", "From a quarter to six.": "From five."},
        {"at seven.": "at nine, say some.", "From a quarter to six.": "From four."},
    )
    assert made.text == here
    assert [each.kept for each in made.meetings] == [False, False]
    lines, others = made.text.split("\n"), there.split("\n")
    box, last = made.meetings
    assert lines[box.here[0] - 1] == "From five." and others[box.source[0] - 1] == "From four."
    assert "at eight" in lines[last.here[0] - 1] and "at nine" in others[last.source[0] - 1]


def test_a_key_that_both_changed_or_one_took_out() -> None:
    made, (here, _) = both(
        {"headline: Ferry returns": "headline: Here"},
        {"headline: Ferry returns": "headline: There"},
    )
    assert made.text == here and made.meetings[0].what == "headline"
    assert made.meetings[0].here == (2, 2) == made.meetings[0].source
    made, (here, _) = both(
        {"headline: Ferry returns\n": ""}, {"headline: Ferry returns": "headline: There"}
    )
    assert made.text == here and len(made.meetings) == 1
    made, _ = both({"on Monday": "today"}, {"headline: Ferry returns\n": ""})
    assert "headline" not in made.text and made.meetings == ()


def test_the_source_has_the_say_over_its_own_key() -> None:
    made, _ = both({'"wordpress 12"': '"mine"'}, {'"wordpress 12"': '"wordpress 13"'})
    assert 'source: "wordpress 13"' in made.text and made.meetings == ()


def test_both_put_in_at_one_place_and_both_stand() -> None:
    made, _ = both(
        {"at seven.\n": "at seven.\n\nA note of ours.\n"},
        {"at seven.\n": "at seven.\n\nA correction of theirs.\n"},
    )
    assert made.text.endswith("A note of ours.\n\nA correction of theirs.\n")
    assert [each.kept for each in made.meetings] == [True]


def test_what_both_put_in_stands_once() -> None:
    new = "A correction that the agency sent by telephone.\n\n"
    made, _ = both(
        {"## What changes": f"{new}## What changes"}, {"The last boat": f"{new}The last boat"}
    )
    assert made.text.count("by telephone") == 1


def test_a_directive_is_closed_whatever_both_sides_do() -> None:
    base = "::: blue_box A\nOne.\n:::\n\nAfter it.\n"
    here, there = base.replace("One.", "One here."), ":::: blue_box A\nOne.\n\nTwo.\n::::\n"
    made = merged(base, here, there)
    box, *others = parts_of(made.text).body
    assert is_directive(box) and "One here.\n\nTwo." in box.text and not others


def test_line_ends_and_mark_are_those_of_here() -> None:
    base = "---\nheadline: A\n---\n\nOne.\n\nTwo.\n"
    here = "\ufeff" + base.replace("One.", "One of ours.").replace("\n", "\r\n")
    made = merged(base, here, base.replace("Two.", "Two of theirs."))
    assert made.text == "\ufeff" + level(here).replace("Two.", "Two of theirs.").replace(
        "\n", "\r\n"
    )


@pytest.mark.parametrize("here", ["---\nheadline: A\n\nOne.\n", "no front matter\n", ""])
def test_what_cannot_be_taken_apart_stays(here: str) -> None:
    base = "---\nheadline: A\n---\n\nOne.\n"
    made = merged(base, here, base.replace("One.", "Two."))
    assert here.strip() in made.text and made.meetings


def test_lines_as_they_are_told() -> None:
    assert lines_text((3, 3)) == "line 3" and lines_text((3, 5)) == "lines 3-5"
    assert lines_text((3, 2)) == "line 3"
    assert unmerged("a\nb\n", "c\n").meetings[0].here == (1, 2)
