"""Tables of plain text: folded to a terminal, whole in a pipe."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.work.terminal.text_tables import LEAST, table

CELL = st.text("ab c-", max_size=60).map(lambda text: " ".join(text.split()))
ROWS = st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=4)


@pytest.mark.slow
@given(ROWS, st.integers(3 * LEAST + 4, 200))
def test_a_folded_table_fits_its_room_and_loses_no_letter(rows, room):
    folded = table(("a", "b", "c"), rows, room=room)
    assert all(len(line) <= room for line in folded.splitlines())
    whole = table(("a", "b", "c"), rows)
    assert sorted(folded.replace(" ", "").replace("\n", "")) == sorted(
        whole.replace(" ", "").replace("\n", "")
    )


def test_a_pipe_has_one_line_a_row():
    assert table(("what", "why"), [("ad", "so " * 200)]).count("\n") == 1
