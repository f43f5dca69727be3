"""The templates of pages that the desk writes itself: what they say is escaped, and a name that is
none is an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


def own_templates(folder: str = "") -> Environment:
    """Those of templates/desk, or of a folder there."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("templates", f"desk/{folder}"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
