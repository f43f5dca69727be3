"""The file that is handed on: a page on some screens, what is drawn over it, and why.

    file ── policy: nothing is loaded, two scripts run, known by their digests (CSP level 3, 2.3)
     ├─ data: the page once, the overlay of each screen
     ├─ reasons, as text
     └─ a frame for each screen, without an origin, made by the script from the data

Same page, same bytes.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from layout.desk.own_templates import own_templates

if TYPE_CHECKING:
    from jinja2 import Template

_LAYERS = ("slots", "candidates", "clearances", "refusals", "grid")
"""What can be drawn over a page."""

_FOLDER = Path(str(files("templates"))) / "desk"
_DRAWING = "preview/overlay-layer.js", "handed-page.js"
"""What runs in a frame: what draws an overlay in the desk too, and what starts it."""


@dataclass(frozen=True, slots=True)
class Handed:
    """A page that is handed on: whose it is and what it is called, its HTML with all it loads in
    it, the overlay of each screen by its width in CSS px, and the layers that are on at first."""

    publication: str
    headline: str
    html: str
    overlays: tuple[tuple[int, dict[str, Any]], ...]
    layers: tuple[str, ...] = ("slots",)


def one_file(page: Handed) -> bytes:
    """The HTML file of a page."""
    outer, inner = _script("handed.js"), "\n".join(map(_script, _DRAWING))
    screens = [{"width": width, "overlay": _drawn(data)} for width, data in page.overlays]
    layers = [layer for layer in _LAYERS if layer in page.layers]
    data = {"page": page.html, "screens": screens, "layers": layers, "drawing": inner}
    policy = (
        f"default-src 'none'; script-src '{_digest(outer)}' '{_digest(inner)}'; "
        "style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; "
        "form-action 'none'"
    )
    text = _template().render(
        publication=page.publication,
        headline=page.headline,
        policy=policy,
        screens=[(width, _reasons(data)) for width, data in page.overlays],
        layers=_LAYERS,
        shown=layers,
        style=(_FOLDER / "handed.css").read_text(encoding="utf-8"),
        script=outer,
        data=_data(data),
    )
    return text.encode("utf-8", "replace")


def _script(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _digest(script: str) -> str:
    """How a policy names a script that may run (CSP level 3, 2.3.1)."""
    return f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}"


def _data(data: dict[str, Any]) -> str:
    """Data as JSON that ends no script element, whatever is in it."""
    text = json.dumps(data, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _drawn(overlay: dict[str, Any]) -> dict[str, Any]:
    """What of an overlay is drawn."""
    return {name: overlay[name] for name in ("slots", "gaps", "candidates", "clearances")}


def _reasons(overlay: dict[str, Any]) -> dict[str, Any]:
    """Why things stand where they stand, and why not in each gap."""
    at: dict[str | None, list[dict[str, Any]]] = {}
    for each in overlay["candidates"]:
        at.setdefault(each["gap"], []).append(each)
    figures = overlay["figures"]
    return {
        "breakpoint": overlay["breakpoint"],
        "worth": f"{figures['objective'] / 1000:,.1f}",
        "density": f"{figures['density']:.1%}",
        "placed": sum(bool(slot["placed"]) for slot in overlay["slots"]),
        "slots": overlay["slots"],
        "gaps": [
            (gap["candidate"], gap["text"], at[gap["candidate"]])
            for gap in overlay["gaps"]
            if gap["candidate"] in at
        ],
    }


@lru_cache(maxsize=1)
def _template() -> Template:
    return own_templates().get_template("handed.html.j2")
