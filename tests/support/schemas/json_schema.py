"""As much of JSON Schema, draft 2020-12, as our own schemas use; any other keyword is an error, so
that nothing is believed to be checked that is not."""

import re

SAYING = {"$schema", "$defs", "title", "description", "default", "examples"}
KINDS = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "null": type(None),
    "integer": int,
    "number": (int, float),
}


def wrong(data, schema, root=None, at="$"):
    """What of some data is not as its schema wants: lines, none where all is."""
    root = schema if root is None else root
    if isinstance(schema, bool):
        return [] if schema else [f"{at}: nothing may stand here"]
    found = []
    for keyword, wanted in schema.items():
        if keyword in SAYING or keyword in ("then", "minItems", "maxItems"):
            continue
        found += RULES[keyword](data, wanted, schema, root, at)
    return found + _lengths(data, schema, at)


def fits(data, schema):
    return not wrong(data, schema)


def _is(data, kind):
    if isinstance(data, bool) and kind in ("integer", "number"):
        return False
    return isinstance(data, KINDS[kind])


def _type(data, kinds, schema, root, at):
    kinds = [kinds] if isinstance(kinds, str) else kinds
    return [] if any(_is(data, kind) for kind in kinds) else [f"{at}: {data!r} is no {kinds}"]


def _ref(data, name, schema, root, at):
    assert name.startswith("#/$defs/"), name
    return wrong(data, root["$defs"][name.removeprefix("#/$defs/")], root, at)


def _any(data, options, schema, root, at):
    tried = [wrong(data, option, root, at) for option in options]
    return [] if not all(tried) else [f"{at}: fits none of", *min(tried, key=len)]


def _all(data, parts, schema, root, at):
    return [line for part in parts for line in wrong(data, part, root, at)]


def _properties(data, known, schema, root, at):
    if not isinstance(data, dict):
        return []
    inner = (wrong(data[key], known[key], root, f"{at}.{key}") for key in data if key in known)
    return [line for lines in inner for line in lines]


def _required(data, names, schema, root, at):
    names = names if isinstance(data, dict) else ()
    return [f"{at}: {name} is missing" for name in names if name not in data]


def _others(data, allowed, schema, root, at):
    known = schema.get("properties", {})
    keys = [key for key in data if key not in known] if isinstance(data, dict) else ()
    inner = (wrong(data[key], allowed, root, f"{at}.{key}") for key in keys)
    return [line for lines in inner for line in lines]


def _items(data, each, schema, root, at):
    rest = data[len(schema.get("prefixItems", ())) :] if isinstance(data, list) else ()
    return [line for n, item in enumerate(rest) for line in wrong(item, each, root, f"{at}[{n}]")]


def _first(data, schemas, schema, root, at):
    pairs = zip(data, schemas, strict=False) if isinstance(data, list) else ()
    inner = (wrong(item, each, root, f"{at}[{n}]") for n, (item, each) in enumerate(pairs))
    return [line for lines in inner for line in lines]


def _lengths(data, schema, at):
    if not isinstance(data, list):
        return []
    least, most = schema.get("minItems", 0), schema.get("maxItems", len(data))
    return [] if least <= len(data) <= most else [f"{at}: {len(data)} of {least} to {most}"]


def _unique(data, wanted, schema, root, at):
    twice = isinstance(data, list) and len({repr(one) for one in data}) < len(data)
    return [f"{at}: the same twice"] if wanted and twice else []


def _names(data, wanted, schema, root, at):
    keys = data if isinstance(data, dict) else ()
    return [line for key in keys for line in wrong(key, wanted, root, f"{at} {key}")]


def _formatted(text, kind):
    assert kind == "date", kind
    return re.fullmatch(r"\d{4}-\d\d-\d\d", text) is not None


def _when(data, condition, schema, root, at):
    return wrong(data, schema["then"], root, at) if not wrong(data, condition, root, at) else []


def _told(holds):
    def rule(data, wanted, schema, root, at):
        return [] if holds(data, wanted) else [f"{at}: {data!r}, wanted {wanted!r}"]

    return rule


def _number(holds):
    return _told(lambda data, wanted: not _is(data, "number") or holds(data, wanted))


def _text(holds):
    return _told(lambda data, wanted: not isinstance(data, str) or holds(data, wanted))


def _same(one, other):
    return one == other and isinstance(one, bool) == isinstance(other, bool)


RULES = {
    "$ref": _ref,
    "type": _type,
    "anyOf": _any,
    "uniqueItems": _unique,
    "allOf": _all,
    "properties": _properties,
    "required": _required,
    "additionalProperties": _others,
    "items": _items,
    "prefixItems": _first,
    "if": _when,
    "const": _told(_same),
    "enum": _told(lambda data, wanted: any(_same(data, each) for each in wanted)),
    "minimum": _number(lambda data, wanted: data >= wanted),
    "maximum": _number(lambda data, wanted: data <= wanted),
    "minLength": _text(lambda data, wanted: len(data) >= wanted),
    "maxLength": _text(lambda data, wanted: len(data) <= wanted),
    "propertyNames": _names,
    "format": _text(_formatted),
    "pattern": _text(lambda data, wanted: re.search(wanted, data) is not None),
}
