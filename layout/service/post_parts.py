"""What a request is made of: screens, blocks, and problems with them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    ValidationError,
)

from layout.service.refused import problem
from slots.finding import Finding
from slots.interchange.strip_file import LONGEST, LONGEST_TEXT, MOST_COUNT, MOST_NAMES, MOST_PX
from slots.strip.measured_flow import HIGHEST, LOWEST, Display, Role

MOST_BLOCKS = 2_000
"""The most blocks of a post: over 60,000 words of copy."""

MOST_SCREENS = 60
_MOST_ERRORS = 50


def _whole(value: Any) -> Any:
    """A whole number, as JSON has it: 5.0 is one, too."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


_WHOLE = BeforeValidator(_whole)
"""Comes last, or the schema would be without the bounds before it."""

_Px = Annotated[float, Field(ge=0, le=MOST_PX, allow_inf_nan=False)]
_Side = Annotated[StrictInt, Field(ge=1, le=100_000), _WHOLE]
Name = Annotated[str, Field(max_length=LONGEST)]
Names = Annotated[tuple[Name, ...], Field(max_length=MOST_NAMES)]
_Count = Annotated[StrictInt, Field(ge=0, le=MOST_COUNT), _WHOLE]
_Edges = Annotated[tuple[_Px, ...], Field(min_length=2, max_length=2)]


class Model(BaseModel):
    """A part of what travels between service and site: no other keys, and no other types."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Screen(Model):
    """A screen on which the heights of the blocks are known."""

    model_config = ConfigDict(title="Screen")

    viewport: Annotated[tuple[_Side, ...], Field(min_length=2, max_length=2)] = Field(
        ..., description="width and height of the screen in CSS px"
    )
    width: Annotated[float, Field(ge=1, le=MOST_PX, allow_inf_nan=False)] = Field(
        ..., description="the measure of the copy in CSS px"
    )
    line: Annotated[float, Field(ge=1, le=MOST_PX, allow_inf_nan=False)] = Field(
        default=30, description="the leading of the body text, for rules written in lines"
    )


class Block(Model):
    """One block of the post, as its outermost elements are: a paragraph, a heading, a picture."""

    model_config = ConfigDict(title="Block")

    id: Annotated[str, Field(min_length=1, max_length=LONGEST)] | None = Field(
        default=None, description="its name in the answer; b1, b2, ... where it has none"
    )
    role: Role = Field(..., description="what it is, as far as rules care")
    edges: Annotated[tuple[_Edges, ...], Field(max_length=MOST_SCREENS)] = Field(
        ..., description="its top and bottom in CSS px from the top of the copy, on each screen"
    )
    text: str = Field(
        default="", max_length=LONGEST_TEXT, description="its words, for counts and reasons"
    )
    words: _Count | None = Field(default=None, description="how many words; else those of `text`")
    display: Display | None = Field(default=None, description="how a picture or embed stands")
    tags: Names = Field(default=(), description='what it is part of; rules name them "#tag"')
    level: Annotated[StrictInt, Field(ge=HIGHEST, le=LOWEST), _WHOLE] = Field(
        default=HIGHEST, description="of a heading"
    )
    leads: StrictBool = Field(default=False, description="whether it leads in to the next block")


def problems_of(error: ValidationError) -> Iterator[Finding]:
    """What pydantic found, each at its path."""
    every = error.errors(include_url=False, include_input=False)
    inside = {each["loc"][:-1] for each in every}
    errors = [each for each in every if each["type"] != "too_short" or each["loc"] not in inside]
    for each in errors[:_MOST_ERRORS]:
        if each["type"] == "json_invalid":
            text = f"the body is not JSON: {each['ctx']['error']}"
            yield problem("not-json", text, "", "send JSON in UTF-8, as /openapi.json describes it")
            continue
        code = {"extra_forbidden": "unknown-key", "missing": "missing-key"}.get(each["type"])
        message = each["msg"][0].lower() + each["msg"][1:]
        hint = "see /openapi.json for what may stand here"
        yield problem(code or "bad-value", message, path_of(each["loc"]), hint)
    left = len(errors) - _MOST_ERRORS
    if left > 0:
        yield problem("more", f"{left} more problems", "", "mend these first, then send it again")


def path_of(parts: tuple[Any, ...]) -> str:
    """A path in JSON, as JavaScript writes it.

    >>> path_of(("blocks", 3, "edges"))
    'blocks[3].edges'
    """
    written = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts)
    return written.removeprefix(".")
