"""Kinds of story: how one stands on paper that is no ordinary story. The web shows all alike."""

STORY = "story"
BRIEF = "brief"
LETTER = "letter"
LETTERS = "letters"
NOTICES = "notices"

BRIEF_RANK = 4
"""The rank of briefs and letters that give none."""

KINDS = (STORY, BRIEF, LETTER, LETTERS, NOTICES)
"""A story by itself, whatever its length; a brief, which stands in a rail with others; a letter,
which stands with others under one head; letters, all of them in one file; births, deaths, fixtures
and classified lines, in agate."""
