"""The front end of the preview: its README names every module, and none that is not there."""

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[5] / "templates" / "desk" / "preview"
MODULES = sorted(FOLDER.glob("*.js"))
BRIDGED = {"morph.js", "overlay-layer.js"}
"""Parts of the bridge, which asks for them when the page stands."""

IMPORTS = re.compile(r'^import \{([^}]*)\} from "\./([\w-]+\.js)";$', re.M)
EXPORTS = re.compile(r"^export (?:async )?(?:function\*?|const|class|let) (\w+)", re.M)


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


def test_what_is_exported_is_imported():
    taken = {pair for module in MODULES for pair in imported(module.read_text())}
    for name in {module.name for module in MODULES} - BRIDGED:
        assert {each for each in exported(name) if (each, name) not in taken} == set(), name
