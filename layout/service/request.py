"""What is asked: the blocks of a post, and where each stands on some screens. The models are the
JSON Schema of a request as well.

    {"screens": [{"viewport": [375, 667], "width": 343}],
     "blocks": [{"role": "paragraph", "text": "...", "edges": [[0, 168]]}, ...]}
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated

from pydantic import ConfigDict, Field, StrictBool, ValidationError

from layout.service.measured.metrics import Metrics
from layout.service.post_parts import (
    MOST_BLOCKS,
    MOST_SCREENS,
    Block,
    Model,
    Name,
    Names,
    Screen,
    problems_of,
)
from layout.service.refused import Refused, problem
from slots.finding import Finding
from slots.interchange.strip_file import LONGEST_TEXT


class Story(Model):
    """What conditions of the rules may ask of the post."""

    model_config = ConfigDict(title="About")

    section: Name = ""
    tags: Names = ()
    authors: Names = ()
    language: Name = ""
    date: datetime.date | None = Field(default=None, description="the day it was published")
    today: datetime.date | None = Field(default=None, description="the day it is shown")


class PlacementRequest(Model):
    """A post: its blocks and the screens on which they were measured, or its HTML."""

    model_config = ConfigDict(
        title="PlacementRequest",
        json_schema_extra={
            "anyOf": [
                {"required": ["screens", "blocks"]},
                {"required": ["html"], "properties": {"html": {"type": "string"}}},  # null is none
            ],
        },
    )

    screens: Annotated[tuple[Screen, ...], Field(min_length=1, max_length=MOST_SCREENS)] = Field(
        default=(), description="the screens that `edges` are given for, in the same order"
    )
    blocks: Annotated[tuple[Block, ...], Field(max_length=MOST_BLOCKS)] = Field(
        default=(), description="the post from top to bottom"
    )
    html: Annotated[str, Field(max_length=LONGEST_TEXT)] | None = Field(
        default=None, description="the post as HTML, instead of `blocks` and `screens`"
    )
    metrics: Metrics | None = Field(
        default=None, description="the theme's, for `html`; else those of the service's --metrics"
    )
    about: Story = Field(default=Story(), description="what conditions may ask of the post")
    every_refusal: StrictBool = Field(
        default=False, description="answer what keeps each slot out of each gap, too"
    )


def read_request(body: bytes) -> PlacementRequest:
    """The request in a body. Raises Refused with every problem: 400 where it is not as the schema
    says."""
    try:
        request = PlacementRequest.model_validate_json(body, strict=True)
    except ValidationError as error:
        raise Refused(400, tuple(problems_of(error))) from None
    except RecursionError:
        hint = "send the object that /openapi.json describes"
        raise Refused(
            400, (problem("not-json", "the body is nested too deep", "", hint),)
        ) from None
    wrong = tuple(_missing(request))
    if wrong:
        raise Refused(400, wrong)
    return request


def _missing(request: PlacementRequest) -> Iterator[Finding]:
    if request.html is None:
        for name in sorted({"screens", "blocks"} - request.model_fields_set):
            hint = "send blocks and the screens they were measured on, or html"
            yield problem("missing-key", "field required", name, hint)
