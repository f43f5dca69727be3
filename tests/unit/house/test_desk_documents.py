"""The documents tell the truth: their code runs, their folders, links and targets exist."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path

import pytest

from benchmarks.weekly_export import export
from layout.publication.story_files import stories_in
from layout.story.read.any_format import read_story

ROOT = Path(__file__).parents[3]
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "tests" / "README.md"]
)
PACKAGES = ("layout", "slots", "templates")


def fenced(document, language):
    """The code blocks of a document in one language."""
    pattern = rf"^```{language}\n(.*?)^```$"
    return re.findall(pattern, document.read_text(), re.MULTILINE | re.DOTALL)


def run(document, shell, folder):
    """All shell commands of a document, run one after the other."""
    blocks = fenced(document, "sh")
    assert len(blocks) >= 4
    script = "set -eu\n" + "\n".join(blocks)
    done = subprocess.run(
        ["bash", "-c", script], env=shell, cwd=folder, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done


def section_of_the_weekly(folder, name):
    """The sample weekly as one section of it, to be quick: its stories, and its ads that may stand
    on any page."""
    sample = ROOT / "seeds" / "weekly"
    shutil.copytree(sample, folder, ignore=shutil.ignore_patterns("*.md", ".*", "edition.*"))
    for story in (sample / "stories").glob("*.md"):
        if f"\nsection: {name}\n" in story.read_text():
            shutil.copy(story, folder / "stories")
    settings = folder / "newsgrid.toml"
    head, *sections = settings.read_text().split("[[print.sections]]")
    section = next(each for each in sections if f'name = "{name}"' in each)
    pages = re.search(r"^pages = \d+$", section, re.MULTILINE)[0]
    head = re.sub(r"^pages = \d+$", pages, head, flags=re.MULTILINE)
    settings.write_text(f"{head}[[print.sections]]{section}")
    titles, *ads = (sample / "ads.csv").read_text().splitlines()
    kept = [ad for ad in ads if f",{name},," in ad and ",page " not in ad]
    (folder / "ads.csv").write_text("\n".join([titles, *kept, ""]))
    return len(kept)


@pytest.mark.slow
def test_the_tour_of_the_readme_runs(shell, tmp_path):
    weekly = tmp_path / "seeds" / "weekly"
    ads = section_of_the_weekly(weekly, "Business")
    business = tuple(read_story(each)[0] for each in stories_in(weekly))
    (tmp_path / "seeds" / "saltmere-wordpress.xml").write_text("".join(export(business)))
    done = run(ROOT / "README.md", shell, tmp_path)
    assert f"WordPress export (WXR)  {len(business)} " in done.stdout and len(business) > 5
    assert f", {len(business)} stories, " in done.stdout.split("Wrote saltmere.pdf")[1]
    assert (tmp_path / "saltmere-site" / "index.html").exists()
    assert ads > 8 and f"{ads} of {ads} ads placed on 4 pages" in done.stdout
    assert (tmp_path / "edition.pdf").exists() and f", {ads} ads, " in done.stdout
    gazette = tmp_path / "gazette"
    for output in ("harbour-wall.pdf", "proof.pdf", "berliner.pdf", "public/index.html"):
        assert (gazette / output).exists()
    before, after = done.stdout.split("mobile, screens of")[1:3]
    assert re.search(r"google-ad-1 +inline-ad +before ", before)
    assert re.search(r"google-ad-1 +inline-ad +after the copy", after)
    assert 'unknown key "taglin" in the file (did you mean "tagline"?)' in done.stdout
    assert done.stdout.rstrip().endswith("exit code 1")


@pytest.mark.slow
def test_the_first_edition_of_the_guide_runs(shell, tmp_path):
    done = run(ROOT / "docs" / "edition.md", shell, tmp_path)
    first, second = done.stdout.split("Wrote edition.pdf")[1:]
    assert "4 of 4 ads placed on 4 pages" in done.stdout
    assert "\nHouse ads: " in first and "Held over" not in done.stdout
    assert re.search(r"^4 warnings", first, re.MULTILINE)
    assert re.search(r"^New ads: A5 \(Late Lamps, 2x40mm\) on page \d", second, re.MULTILINE)
    assert "New ads" not in first and "Ads moved" not in second
    assert "A1 (Quay Bank): it has no artwork yet" in done.stderr


def test_every_folder_that_the_architecture_names_exists():
    text = (ROOT / "ARCHITECTURE.md").read_text()
    named = set(re.findall(r"`((?:[a-z]+/)+)`", text))
    assert {"slots/", "layout/", "templates/", "seeds/", "tests/"} <= named
    rooms = set(re.findall(r"`((?:slots|layout)(?:/[a-z_]+)+)`", text))
    assert rooms and all((ROOT / folder).is_dir() for folder in named | rooms)
    files = set(re.findall(r"`((?:slots|layout)/[a-z_/]+\.py)`", text))
    assert files and all((ROOT / file).is_file() for file in files)


def test_the_architecture_draws_the_floors_that_imports_keep_to():
    text = (ROOT / "ARCHITECTURE.md").read_text()
    drawn = [line.split("  ")[0] for line in re.findall(r"^    (\w.*)$", text, re.MULTILINE)]
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    (layers,) = (
        contract["layers"]
        for contract in settings["tool"]["importlinter"]["contracts"]
        if contract["type"] == "layers"
    )
    assert drawn[: len(layers) + 1] == [*layers, "slots"]
    floors = {floor for layer in layers for floor in layer.split(" | ")}
    rooms = {room.parent.name for room in (ROOT / "layout").glob("*/__init__.py")}
    assert floors == rooms | {file.stem for file in (ROOT / "layout").glob("[a-z]*.py")}


def test_rooms_say_what_they_are_for_and_are_small_enough_to_look_over():
    for room in (*(ROOT / "slots").rglob("__init__.py"), *(ROOT / "layout").rglob("__init__.py")):
        files = {file.name for file in room.parent.glob("*.py")} - {"__init__.py"}
        text = ast.get_docstring(ast.parse(room.read_text())) or ""
        assert text, room
        assert len(files) <= 15, (room, len(files))
        assert not {file for file in files if file.startswith(f"{room.parent.name}_")}, room
        opened = re.findall(r"`([a-z_]+\.py)`", text)
        assert bool(opened) == bool(files), room
        assert files.issuperset(opened), room


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document):
    prose = re.sub(r"^```.*?^```$", "", document.read_text(), flags=re.MULTILINE | re.DOTALL)
    links = re.findall(
        r"\]\(([^)#\s]+)[^)]*\)", re.sub(r"`[^`\n]*`|^    .*$", "", prose, flags=re.M)
    )
    local = [link for link in links if "://" not in link and not link.startswith("mailto:")]
    missing = [link for link in local if not (document.parent / link).exists()]
    assert missing == []


def test_every_make_target_that_is_named_exists():
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    code = re.compile(r"`make ([a-z]+)`|^    make ([a-z]+)", re.MULTILINE)
    named = {
        target
        for document in DOCUMENTS
        for found in code.findall(document.read_text())
        for target in found
        if target
    }
    assert {"demo", "test", "bench", "help"} <= named <= targets


def test_every_file_of_tests_has_a_name_of_its_own():
    names = [file.name for file in (ROOT / "tests").rglob("*.py") if file.name != "conftest.py"]
    assert len(names) == len(set(names))


@pytest.mark.slow
def test_every_package_that_is_imported_is_a_dependency():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    declared = {
        re.match(r"[\w-]+", each)[0].replace("_", "-").lower()
        for each in chain(project["dependencies"], *map(extras.get, ("dask", "measure")))
    }
    owners = packages_distributions()
    for package in PACKAGES:
        for file in (ROOT / package).rglob("*.py"):
            for module in _imports(file):
                if module in sys.stdlib_module_names or module in PACKAGES:
                    continue
                names = {owner.lower().replace("_", "-") for owner in owners.get(module, [module])}
                assert names & (declared | {"pydantic-core", "markupsafe"}), (file, module)


def _imports(file):
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def test_locks_pin_every_dependency_with_hashes_and_name_no_host():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    for lock, extras in (("requirements.lock", []), ("requirements-test.lock", ["test", "bench"])):
        text = (ROOT / lock).read_text()
        assert "http" not in text and "index" not in text
        pinned = set(re.findall(r"^([a-z0-9-]+)==", text, re.MULTILINE))
        wanted = [*project["dependencies"], *(project["optional-dependencies"]["build"])]
        wanted += [each for extra in extras for each in project["optional-dependencies"][extra]]
        assert {re.match(r"[\w-]+", each)[0].lower() for each in wanted} <= pinned
        assert text.count("==") <= text.count("--hash=sha256:")


def test_both_locks_agree():
    pins = [
        dict(re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / lock).read_text(), re.MULTILINE))
        for lock in ("requirements.lock", "requirements-test.lock")
    ]
    assert all(pins[1][name] == version for name, version in pins[0].items())
