"""What the service answers to, as OpenAPI 3.1: its schema of a request is made from the models that
read it, and its example is one that is answered."""

from __future__ import annotations

from typing import Any

from layout.service.request import PlacementRequest

_PX = {"type": "integer", "minimum": 0}
_TEXT = {"type": "string"}
_TEXT_OR_NOT = {"type": ["string", "null"]}


def _object(description: str, **properties: Any) -> dict[str, Any]:
    """The schema of an object that has all of these keys and no others."""
    return {
        "type": "object",
        "description": description,
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(item: Any, description: str = "") -> dict[str, Any]:
    described = {"description": description} if description else {}
    return {"type": "array", "items": item, **described}


def _table(value: Any, description: str) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": value, "description": description}


_CHANGE = _object(
    "a key of the rules, and the value that would let it in",
    file=_TEXT,
    table=_TEXT,
    key=_TEXT,
    to={"description": "null where the key is to be dropped"},
)
_PLACEMENT = _object(
    "a box, the ids of the blocks above and below its gap, and its reserved size in px",
    id=_TEXT,
    slot=_TEXT,
    after=_TEXT_OR_NOT,
    before=_TEXT_OR_NOT,
    width=_PX,
    height=_PX,
    sizes=_list(_TEXT, "the sizes that may be served"),
)
_UNPLACED = _object(
    "contents that stand nowhere, for one reason",
    slot=_TEXT,
    ids=_list(_TEXT),
    why=_TEXT,
    changes=_list(_CHANGE),
)
_REFUSAL = _object(
    "what keeps a slot out of the gap before a block",
    before=_TEXT_OR_NOT,
    slot=_TEXT,
    rule=_TEXT,
    required=_TEXT,
    actual=_TEXT,
    against=_TEXT_OR_NOT,
)
_BREAKPOINT = {
    **_object(
        "what stands where on screens of this width",
        **{"from": {"type": "integer"}, "to": {"type": ["integer", "null"]}},
        screens=_list({"type": "integer"}, "the screens it was measured on"),
        placements=_list(_PLACEMENT),
        unplaced=_list(_UNPLACED),
        density={
            "type": "number",
            "description": "ad heights over height of the copy (Better Ads)",
        },
        objective={"type": "integer"},
        bound={"type": "integer"},
        refusals=_list(_REFUSAL, "with `every_refusal`, else empty"),
    )
}
_RESERVED = _object("a reserved box", width=_PX, height=_PX, air=_PX)
_BOX = {
    **_object(
        "an element to put into the gap",
        id=_TEXT,
        **{"class": _TEXT},
        slot=_TEXT,
        html=_TEXT,
        reserved=_table(_RESERVED, "by breakpoint; at all others it is hidden"),
    )
}
_GAP = _object(
    "a gap of the copy",
    after={"type": "integer", "minimum": 0, "description": "how many blocks are above it"},
    after_id=_TEXT_OR_NOT,
    boxes=_list(_BOX),
)
_FINDING = _object(
    "what is worth knowing of the answer",
    code=_TEXT,
    severity={"enum": ["info", "warning", "error"]},
    message=_TEXT,
    hint=_TEXT_OR_NOT,
)
_ANSWER = _object(
    "where boxes go in a post",
    blocks={"type": "integer"},
    words={"type": "integer"},
    breakpoints=_table(_BREAKPOINT, "by the names of the rules"),
    gaps=_list(_GAP, "from top to bottom"),
    css={"type": "string", "description": "reserves the boxes, and hides them elsewhere"},
    findings=_list(_FINDING),
)
_PROBLEM = _object(
    "what is wrong, where, and what to do",
    code=_TEXT,
    path=_TEXT_OR_NOT,
    message=_TEXT,
    hint=_TEXT_OR_NOT,
)
_PROBLEMS = {**_object("all that is wrong with a request", problems=_list(_PROBLEM))}
_HEALTH = _object(
    "that it is there",
    newsgrid=_TEXT,
    slots=_list(_TEXT),
    breakpoints=_table(_TEXT, "the screens of each"),
)

_REFUSED = {
    400: "not as this document says",
    401: "no key, or not one of the service's",
    405: "not by that method",
    413: "too long",
    415: "no JSON",
    422: "as this document says, and yet of no use: its parts do not go together",
    429: "too many requests: see Retry-After",
    500: "a mistake of the service's",
}

EXAMPLE: dict[str, Any] = {
    "screens": [
        {"viewport": [375, 667], "width": 343, "line": 30},
        {"viewport": [1280, 800], "width": 640, "line": 30},
    ],
    "blocks": [
        {"role": "paragraph", "words": 80, "edges": [[0, 360], [0, 210]]},
        {"role": "paragraph", "words": 80, "edges": [[380, 740], [230, 440]]},
        {"role": "heading", "text": "The harbour wall", "edges": [[780, 810], [480, 510]]},
        {"role": "paragraph", "words": 80, "edges": [[830, 1190], [530, 740]]},
        {"role": "paragraph", "words": 80, "edges": [[1210, 1570], [760, 970]]},
        {"role": "paragraph", "words": 80, "edges": [[1590, 1950], [990, 1200]]},
    ],
    "about": {"section": "news", "tags": ["harbour"]},
}
"""A request that is answered."""


def openapi(version: str, keyed: bool) -> dict[str, Any]:
    """The document, for a service with keys or without."""
    schema = PlacementRequest.model_json_schema(ref_template="#/components/schemas/{model}")
    parts = schema.pop("$defs")
    schemas = {**parts, "PlacementRequest": schema, "Placements": _ANSWER, "Problems": _PROBLEMS}
    document: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {
            "title": "newsgrid serve",
            "version": version,
            "description": "Where ads and other boxes go in a post, and why not elsewhere.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": {
            "/v1/placements": {"post": _placements(keyed)},
            "/openapi.json": {"get": _got("this document", {"type": "object"})},
            "/health": {"get": _got("that the service is there", _HEALTH)},
        },
        "components": {"schemas": schemas},
    }
    if keyed:
        scheme = {"type": "http", "scheme": "bearer"}
        document["components"]["securitySchemes"] = {"key": scheme}
    return document


def _placements(keyed: bool) -> dict[str, Any]:
    answers = {
        "200": {
            "description": "where boxes go",
            "headers": {"ETag": {"description": "names request and rules", "schema": _TEXT}},
            "content": _json({"$ref": "#/components/schemas/Placements"}),
        },
        "304": {"description": "as the answer that If-None-Match names"},
        **{
            str(status): _refused(why) for status, why in _REFUSED.items() if keyed or status != 401
        },
    }
    body = {**_json({"$ref": "#/components/schemas/PlacementRequest"})}
    body["application/json"] = {**body["application/json"], "example": EXAMPLE}
    etag = {
        "name": "If-None-Match",
        "in": "header",
        "description": "the ETag of an answer that is there already",
        "schema": _TEXT,
    }
    return {
        "summary": "where boxes go in a post",
        "operationId": "placements",
        "parameters": [etag],
        "requestBody": {"required": True, "content": body},
        "responses": answers,
        **({"security": [{"key": []}]} if keyed else {}),
    }


def _got(summary: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "summary": summary,
        "responses": {
            "200": {"description": summary, "content": _json(schema)},
            "405": _refused(_REFUSED[405]),
            "500": _refused(_REFUSED[500]),
        },
    }


def _refused(why: str) -> dict[str, Any]:
    return {"description": why, "content": _json({"$ref": "#/components/schemas/Problems"})}


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}
