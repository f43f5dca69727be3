"""What to read next: the subject first, then the section, the next older ones; few pages change."""

from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from layout.site.read_on import Stories, read_on
from layout.story.as_written import Story
from layout.story.run import plain
from layout.web.cards.addresses import Placed, Section
from layout.web.cards.story_card import card_of

TOWN, SPORT = Section("Town", "town"), Section("Sport", "sport")


def placed(name, day, tags=(), section=TOWN, language="en"):
    date = datetime.date(2026, 11, day)
    story = Story(name, plain(f"About {name} & co"), (), date=date, tags=tags, language=language)
    return Placed(card_of(story, f"{name}.md", "", ()), section, f"{section.folder}/{name}.html")


def names(found):
    return [one.card.slug for one in found]


def test_related_share_most_tags_first_in_any_section():
    own = placed("own", 10, ("ferry", "Harbour"))
    both = placed("both", 2, ("harbour", "ferry"), SPORT)
    one = placed("one", 9, ("Ferry",))
    other = placed("other", 9, ("roads",))
    stories = Stories([own, one, other, both])
    assert names(stories.related(own)) == ["both", "one"]
    assert names(stories.more(own, stories.related(own))) == ["other"]
    assert names(stories.related(other)) == []


def test_the_next_older_come_first_and_younger_ones_fill_up():
    every = [placed(f"s{day}", day) for day in range(1, 10)]
    stories = Stories(every)
    assert names(stories.more(every[8], ())) == ["s8", "s7", "s6", "s5"]
    assert names(stories.more(every[1], ())) == ["s1", "s3", "s4", "s5"]
    assert names(stories.more(every[0], ())) == ["s2", "s3", "s4", "s5"]


def test_headlines_are_escaped_and_their_language_is_said():
    own, other = placed("own", 3), placed("el-mar", 2, language="es")
    html = str(read_on(own, Stories([own, other])))
    assert '<li lang="es"><a href="../town/el-mar.html">About el-mar &amp; co</a>' in html
    assert "<h2>More Town</h2>" in html and "On this subject" not in html
    assert str(read_on(own, Stories([own]))) == ""


@given(st.lists(st.tuples(st.integers(1, 28), st.sets(st.sampled_from("abc"))), max_size=12))
def test_nothing_is_named_twice_and_no_story_itself(drawn):
    every = [placed(f"s{at}", day, tuple(sorted(tags))) for at, (day, tags) in enumerate(drawn)]
    stories = Stories(every)
    for one in every:
        found = names((*(related := stories.related(one)), *stories.more(one, related)))
        assert len(found) == len({*found}) and one.card.slug not in found
        assert len(found) >= min(4, len(every) - 1)


@given(st.lists(st.integers(1, 27), min_size=1, max_size=12))
def test_a_new_story_changes_few_pages(days):
    every = [placed(f"s{at}", day) for at, day in enumerate(days)]
    new = placed("new", 28)
    before = {one.path: str(read_on(one, Stories(every))) for one in every}
    after = {one.path: str(read_on(one, Stories([*every, new]))) for one in every}
    assert sum(before[path] != after[path] for path in before) <= 4
