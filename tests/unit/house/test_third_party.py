"""THIRD_PARTY.md names every package that the locks pin, and every font, with its licence."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
NOTICES = (ROOT / "THIRD_PARTY.md").read_text()
FONTS, RUN, TESTED = re.split(r"^## ", NOTICES, flags=re.MULTILINE)[1:4]
ROW = re.compile(r"^\| ([a-z0-9-]+) \| (?:[^|\n]+ \| [^|\n]+ \| )?([^|\n]+) \|$", re.MULTILINE)
KNOWN = re.compile(
    r"0BSD|Apache-2\.0|BSD-[23]-Clause|CC0-1\.0|GPL-2\.0-or-later|LGPL-2\.1-or-later|MIT|MIT-0"
    r"|MIT-CMU|MPL-1\.1|MPL-2\.0|OFL-1\.1|PSF-2\.0|Zlib"
)


def pinned(lock):
    return set(re.findall(r"^([a-z0-9-]+)==", (ROOT / lock).read_text(), re.MULTILINE))


def licences(text):
    """The licence of each package in the first table of a section."""
    table = text.partition("|---|")[2].partition("\n\n")[0]
    return dict(ROW.findall(table))


def test_every_package_that_newsgrid_runs_with_has_its_licence():
    fonts, others = licences(FONTS), licences(RUN)
    assert fonts.keys() | others.keys() == pinned("requirements.lock")
    assert not fonts.keys() & others.keys()


def test_every_package_that_it_is_tested_with_has_its_licence():
    more = pinned("requirements-test.lock") - pinned("requirements.lock")
    assert licences(TESTED).keys() == more and len(more) > 30


def test_every_font_of_the_default_theme_is_named():
    fonts = {name for name in pinned("requirements.lock") if name.startswith("fontpkg-")}
    assert licences(FONTS).keys() == fonts and len(fonts) >= 4
    theme = (ROOT / "templates" / "themes" / "default" / "theme.toml").read_text()
    named = tomllib.loads(theme)["families"]
    families = {*named.pop("fallback"), *named.values()}
    assert {f"fontpkg-{each.replace('_', '-')}" for each in families} == fonts


@pytest.mark.parametrize(("package", "licence"), [*licences(FONTS).items(), *licences(RUN).items()])
def test_a_licence_is_one_that_there_is_and_the_one_that_the_package_says(package, licence):
    parts = re.split(r" AND | OR ", licence)
    assert all(KNOWN.fullmatch(part) for part in parts), licence
    try:
        said = metadata(package).get("License-Expression")
    except PackageNotFoundError:  # for another system or interpreter
        return
    if said and package != "fontpkg-roboto-condensed":  # whose fonts say otherwise
        assert said == licence


def test_the_package_says_its_own_licence_and_brings_the_texts():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["license"] == "Apache-2.0"
    assert all((ROOT / name).is_file() for name in project["license-files"])
    text = (ROOT / "LICENSE").read_text()
    assert "Version 2.0, January 2004" in text and "END OF TERMS AND CONDITIONS" in text
    assert {"LICENSE", "THIRD_PARTY.md"} == set(project["license-files"])
