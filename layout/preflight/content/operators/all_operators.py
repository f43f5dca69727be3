"""Every operator of content, and the run of one content stream."""

from __future__ import annotations

from typing import Any

from layout.preflight.content.operators import colours, forms, marks, paths, patterns, states, texts
from layout.preflight.content.operators.run import Act, Run


def run_all(run: Run, instructions: list[Any]) -> None:
    """Runs operators one after the other; what is none, or lacks operands, is passed over."""
    for instruction in instructions:
        run.walker.operate()
        operator = str(instruction.operator)
        if operator == "INLINE IMAGE":
            forms.inline(run, instruction)
            continue
        act = ACTS.get(operator)
        if act is not None:
            operands = list(instruction.operands)
            if len(operands) >= act[1]:
                act[0](run, operands)


ACTS: dict[str, tuple[Act, int]] = {
    **states.OPERATORS,
    **paths.OPERATORS,
    **colours.OPERATORS,
    **patterns.OPERATORS,
    **forms.OPERATORS,
    **texts.OPERATORS,
    **marks.OPERATORS,
}
"""What each operator does, and how many operands it takes at least."""
