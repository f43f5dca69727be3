"""A strip that is right, and texts of it with something else in it."""

import json

PLAIN = {
    "width": 343,
    "viewport": [375, 667],
    "height": 300,
    "items": [
        {"id": "p1", "role": "paragraph", "top": 0, "bottom": 100, "words": 30},
        {"id": "p2", "role": "paragraph", "top": 120, "bottom": 300, "words": 50},
    ],
}


def strip_with(**changes):
    return json.dumps({**PLAIN, **changes})


def item_with(**changes):
    own = {key: value for key, value in {**PLAIN["items"][1], **changes}.items() if value != ...}
    return strip_with(items=[PLAIN["items"][0], own])
