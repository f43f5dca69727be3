"""What conditions can ask of a story: `[slot.NAME.when]` and `[category.NAME]`."""

from __future__ import annotations

from pydantic import Field

from slots.rules.notation import Count, Day, Opponent, Strict


class When(Strict):
    """Conditions a story must meet, or the slot stays away from it. All that are set must hold."""

    sections: tuple[str, ...] = Field(default=(), description="one of these sections")
    without_sections: tuple[str, ...] = Field(default=(), description="none of these sections")
    tags: tuple[str, ...] = Field(default=(), description="at least one of these tags")
    without_tags: tuple[str, ...] = Field(default=(), description="none of these tags")
    words: tuple[str, ...] = Field(
        default=(), description="at least one of these words or phrases in the story"
    )
    without_words: tuple[str, ...] = Field(
        default=(), description="none of these words or phrases in the story"
    )
    authors: tuple[str, ...] = Field(default=(), description="by one of these authors")
    without_authors: tuple[str, ...] = Field(default=(), description="by none of these authors")
    blocks: tuple[Opponent, ...] = Field(
        default=(), description="at least one of these blocks in the copy, named as in `clearance`"
    )
    without_blocks: tuple[Opponent, ...] = Field(
        default=(), description="none of these blocks in the copy"
    )
    languages: tuple[str, ...] = Field(default=(), description='one of these languages ("es")')
    devices: tuple[str, ...] = Field(default=(), description="at one of these breakpoints")
    published_from: Day | None = Field(default=None, description="dated on or after this day")
    published_until: Day | None = Field(default=None, description="dated on or before this day")
    min_age: Count | None = Field(default=None, description="at least so many days old")
    max_age: Count | None = Field(default=None, description="at most so many days old")
    min_words: Count | None = Field(default=None, description="at least so many words of copy")
    max_words: Count | None = Field(default=None, description="at most so many words of copy")
    min_paragraphs: Count | None = Field(default=None, description="at least so many paragraphs")
    max_paragraphs: Count | None = Field(default=None, description="at most so many paragraphs")
    min_blocks: Count | None = Field(default=None, description="at least so many blocks of copy")
    max_blocks: Count | None = Field(default=None, description="at most so many blocks of copy")
