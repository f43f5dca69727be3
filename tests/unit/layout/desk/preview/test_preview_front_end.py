"""The front end of the preview: its README names every module, and none that is not there."""

import re
from pathlib import Path

import pytest

from layout.desk.preview.print.edition_list import POSITIONS
from layout.press.boxes.house_ads import HOUSE_ADS
from layout.publication.decisions.pages_keys import PLACES
from layout.story.decided import REGIONS

FOLDER = Path(__file__).parents[5] / "templates" / "desk" / "preview"
MODULES = sorted(FOLDER.glob("*.js"))
BRIDGED = {"line-light.js", "morph.js", "overlay-layer.js"}
"""Parts of the bridge, which asks for them when the page stands."""

IMPORTS = re.compile(r'^import \{([^}]*)\} from "\./([\w-]+\.js)";$', re.M)
EXPORTS = re.compile(r"^export (?:async )?(?:function\*?|const|class|let) (\w+)", re.M)


EDGES = {"top", "foot", "left", "right", "picture"}
"""Words that are said of much else."""

SAID_ONCE = {
    "house ads": HOUSE_ADS,
    "places of ads": PLACES,
    "positions of ads": POSITIONS,
    "regions": REGIONS,
}
"""Names that the forms offer: they come with the edition (`edition_list.CHOICES`)."""


def exported(name: str) -> set[str]:
    return set(EXPORTS.findall((FOLDER / name).read_text()))


def imported(text: str) -> list[tuple[str, str]]:
    """Each name that a module imports, with the module it is from."""
    found = IMPORTS.findall(text)
    return [(name.strip(), module) for names, module in found for name in names.split(",")]


def test_the_readme_names_every_module():
    named = set(re.findall(r"`([\w-]+\.js)`", (FOLDER / "README.md").read_text()))
    assert named == {module.name for module in MODULES}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_a_module_says_what_it_is_and_imports_what_there_is(module):
    text = module.read_text()
    assert text.startswith("// ")
    for name, other in imported(text):
        assert name in exported(other), f"{other} exports no {name}"
        assert len(re.findall(rf"(?<!\w){name}(?!\w)", text)) > 1, f"{name} is not used"


@pytest.mark.parametrize("names", SAID_ONCE.values(), ids=SAID_ONCE)
def test_no_list_of_names_stands_here_and_in_python(names):
    for module in MODULES:
        text = module.read_text()
        assert sum(f'"{name}"' in text for name in names if name not in EDGES) < 2, module.name


def test_what_is_exported_is_imported():
    taken = {pair for module in MODULES for pair in imported(module.read_text())}
    for name in {module.name for module in MODULES} - BRIDGED:
        assert {each for each in exported(name) if (each, name) not in taken} == set(), name
