"""`newsgrid measure-theme`: what cannot be measured is told, before anything is opened."""

import json

import pytest

from layout.desk.command import main
from layout.desk.commands.other_sites.measure_theme import COMMAND
from layout.service.foreign.browser import url_of


def refused(capsys, *arguments):
    assert main(["measure-theme", *arguments, "--json"]) == 2
    data = json.loads(capsys.readouterr().out)
    assert data["command"] == COMMAND.name == "measure-theme"
    (finding,) = data["findings"]
    return finding


@pytest.mark.parametrize("name", ["nowhere.html", "ftp://example.org/post", "example.org/post"])
def test_what_is_no_page(capsys, name):
    found = refused(capsys, name)
    assert found["code"] == "no-page" and "https://" in found["hint"]


def test_a_browser_that_is_not_there(capsys, tmp_path):
    page = tmp_path / "post.html"
    page.write_text("<p>a</p>")
    found = refused(capsys, str(page), "--chromium", str(tmp_path / "none"))
    assert found["code"] == "no-chromium" and "--chromium" in found["hint"]


@pytest.mark.parametrize("screens", ["a", "375,", "100", "375,9000"])
def test_screens_that_are_none(capsys, screens):
    assert refused(capsys, "post.html", "--screens", screens)["code"] == "usage"


def test_files_and_addresses_are_told_apart(tmp_path):
    page = tmp_path / "a post.html"
    page.write_text("")
    assert url_of(str(page)) == f"file://{tmp_path}/a%20post.html"
    assert url_of("https://example.org/post") == "https://example.org/post"
