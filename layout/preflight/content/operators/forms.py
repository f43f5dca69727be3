"""Images and forms: what Do and inline images paint, and groups that are blended."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pikepdf

from layout.preflight.content.events import Group, Held, Look
from layout.preflight.content.images import image_of, inline_image, is_image
from layout.preflight.content.operators.patterns import with_patterns
from layout.preflight.content.operators.run import Act, Operands, Run, Scope
from layout.preflight.content.read_space import Spaces
from layout.preflight.content.state import State
from layout.preflight.opened.numbers import box, matrix, name, table
from layout.preflight.opened.pdf import is_hidden


def _do(run: Run, operands: Operands) -> None:
    found = run.scope.listed("/XObject", operands[0])
    if not isinstance(found, pikepdf.Stream) or run.hidden:
        return
    if is_hidden(found.get("/OC"), run.walker.readers.hidden):
        return
    if is_image(found):
        spaces = run.walker.readers.spaces
        image = image_of(found, run.state, spaces, run.scope.resources, run.held)
        if image:
            run.walker.keep(image)
            with_patterns(run, image.box, image.stencil, False)
    elif name(found.get("/Subtype")) == "Form":
        paint_form(run, found, "form", run.held)


def inline(run: Run, instruction: Any) -> None:
    """An image that stands in content itself."""
    if run.hidden:
        return
    spaces = run.walker.readers.spaces
    image = inline_image(instruction, run.state, spaces, run.scope.resources, run.held)
    if image:
        run.walker.keep(image)


def paint_form(run: Run, form: pikepdf.Stream, use: str, held: Held) -> None:
    """A form walked as it is used: painted, or as a soft mask ("luminosity", "alpha")."""
    state = run.state.saved()
    state.ctm = matrix(form.get("/Matrix")).then(state.ctm)
    bounds = box(form.get("/BBox"))
    state.clip = state.clip.cut(state.ctm.box(bounds)) if bounds else state.clip
    if state.clip.empty:
        return
    group = form.get("/Group")
    held = replace(held, depth=held.depth + 1)
    if name(table(group).get("/S")) == "Transparency":
        spaces = run.walker.readers.spaces
        run.walker.keep(group_of(group, use, state, spaces, run.scope.resources, held))
    if use != "form":
        state.look = Look()
    own = form.get("/Resources")
    resources = run.scope.resources if own is None else own
    run.walker.within(form, state, Scope(resources, state.ctm, held, run.colourless))


def group_of(
    group: Any, use: str, state: State, spaces: Spaces, resources: Any, held: Held
) -> Group:
    """The event of a transparency group that is begun."""
    found = table(group).get("/CS")
    space = spaces.of(found, resources) if found is not None else None
    isolated, knockout = (table(group).get(key) is True for key in ("/I", "/K"))
    return Group(state.clip, state.look, space, use, isolated, knockout, held=held)


OPERATORS: dict[str, tuple[Act, int]] = {
    "Do": (_do, 1),
}
