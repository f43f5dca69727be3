"""Templates of pages that the desk writes itself."""

from __future__ import annotations

import pytest
from jinja2 import UndefinedError

from layout.desk.own_templates import own_templates


def test_what_stands_in_them_is_escaped_and_a_name_that_is_none_is_an_error() -> None:
    made = own_templates().from_string("{{ said }}")
    assert made.render(said="<b>") == "&lt;b&gt;"
    with pytest.raises(UndefinedError):
        made.render()


def test_each_is_found_by_its_name() -> None:
    assert own_templates().get_template("handed.html.j2").filename
    assert own_templates("preview").get_template("print.html.j2").filename
