"""A small publication that has something of everything, and what becomes of such folders."""

from __future__ import annotations

import os
import random
import re
import shutil
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from benchmarks.fuzz import samples
from benchmarks.fuzz.harm import encoded, harmed_bytes, harmed_text
from benchmarks.fuzz.made import made_artwork, made_picture, made_text
from benchmarks.fuzz.tree import harmed_tree

SETTINGS = """\
name = "The Bay Courier"
tagline = "News of the bay"
language = "en"
site = "https://courier.example"
short_address = "courier.example/r"

[edition]
number = "412"
date = 2026-11-26
price = "$1.50"

[newsletter]
action = "https://courier.example/newsletter"

[print]
format = "compact"
columns = 5
pages = 4

[[print.sections]]
name = "News"
pages = 2

[[print.sections]]
name = "Sport"
pages = 2
"""
ODD_NAMES: tuple[bytes, ...] = (
    b"a\nb.md",
    b"caf\xe9.md",
    b"-rf.md",
    b".hidden.md",
    b"a'b\"c.md",
    b"{{x}}.md",
    b"<b>.md",
    b"\xff\xfe.txt",
    b"x" * 250 + b".md",
    "ünï😀.md".encode(),
    b"con.md",
    b"a b\tc.md",
    b"\x1b[31m.md",
    b"index.md",
    b"..md",
    b"%00.md",
    b"a:b|c*.md",
)


def good(folder: Path) -> Path:
    """A publication that is right: stories, pictures, modules, ads, creatives, decisions, a theme,
    a strip."""
    root = samples.ROOT
    seeds, weekly = root / "seeds", root / "seeds" / "weekly"
    for name in ("stories/media", "ads", "modules", "look/print/modules", "look/shared"):
        (folder / name).mkdir(parents=True)
    (folder / "newsgrid.toml").write_text(SETTINGS)
    shutil.copy(weekly / "slots.toml", folder)
    (folder / "creatives.toml").write_text(samples.CREATIVES)
    (folder / "pages.toml").write_text(samples.PAGES)
    (folder / "letters.html").write_text(samples.LETTERS)
    (folder / "consent.js").write_text("// asks\n")
    for name in ("hall.png", "harbour.png"):
        shutil.copy(seeds / "stories" / "media" / name, folder)
    for name in ("ferry.md", "lagoon.md", "council-minutes.md", "encebollado.md"):
        text = (seeds / "stories" / name).read_text("utf-8")
        (folder / "stories" / name).write_text(text, "utf-8")
        for picture in re.findall(r"media/[\w.-]+", text):
            with suppress(OSError):
                shutil.copy(seeds / "stories" / picture, folder / "stories" / "media")
    shutil.copy(seeds / "000_c245132f38cc56cf.txt", folder / "stories" / "visit.txt")
    shutil.copy(weekly / "modules" / "weather.md", folder / "modules")
    _book(weekly, folder)
    (folder / "look" / "theme.toml").write_text(samples.OWN["theme"][0])
    for name in ("print/modules/blue_box.html.j2", "shared/weather.html.j2", "print/print.css"):
        shutil.copy(root / "templates" / name, folder / "look" / name)
    (folder / "strip.json").write_text(samples.examples("strip")[0])
    return folder


def _book(weekly: Path, folder: Path) -> None:
    """An ad book of some ads, with their artwork in all its formats."""
    wanted = ("id", "N10", "N11", "N15", "N19", "X01", "S06", "S11", "X05")
    rows = [
        row
        for row in (weekly / "ads.csv").read_text("utf-8").splitlines()
        if row.startswith(wanted)
    ]
    text = "\n".join(rows).replace("Living", "News").replace("Business", "News")
    (folder / "ads.csv").write_text(f"{text}\n", "utf-8")
    for file in sorted((weekly / "ads").iterdir()):
        if file.name.startswith(wanted):
            shutil.copy(file, folder / "ads")


def damaged(folder: Path, dice: random.Random) -> None:
    """Does harm to one to five things in a publication."""
    settings = folder / "newsgrid.toml"
    if dice.random() < 0.3:
        settings.write_text(f'theme = "look"\n{settings.read_text()}')
    if dice.random() < 0.3:
        (folder / "edition.plan.json").write_text(samples.PLAN)
    for _ in range(dice.choice((1, 1, 1, 2, 3, 5))):
        files = [*_files(folder)]
        if files:
            with suppress(OSError):  # what is gone already cannot come to harm
                dice.choice(HARMS)(dice.choice(files), dice)


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file() and not file.is_symlink())


KINDS = {
    "newsgrid.toml": "newsgrid",
    "slots.toml": "slots",
    "creatives.toml": "creatives",
    "pages.toml": "pages",
    "ads.csv": "ads.csv",
    "theme.toml": "theme",
    "strip.json": "strip",
    "edition.plan.json": "plan",
    "letters.html": "letters",
}
ENDINGS = {".md": "story.md", ".txt": "story.txt", ".j2": "templates"}


def _harm(file: Path, dice: random.Random) -> None:
    """What it says is changed, or made anew on purpose."""
    kind = KINDS.get(file.name) or ENDINGS.get(file.suffix, "")
    on_purpose = dice.random() < 0.15
    if kind:
        text = file.read_text("utf-8", "replace")
        others = samples.texts(kind) if kind in samples.TEXTS else (text,)
        tree = harmed_tree(kind, others, dice) if file.suffix in (".toml", ".json") else None
        changed = made_text(kind, dice) if on_purpose else harmed_text(text, others, dice)
        file.write_bytes(encoded(tree if tree and dice.random() < 0.4 else changed, dice))
    elif file.suffix == ".pdf":
        data = file.read_bytes()
        file.write_bytes(made_artwork(dice) if on_purpose else harmed_bytes(data, (data,), dice))
    else:
        data = file.read_bytes()
        file.write_bytes(made_picture(dice) if on_purpose else harmed_bytes(data, (data,), dice))


def _truncated(file: Path, dice: random.Random) -> None:
    data = file.read_bytes()
    file.write_bytes(data[: dice.randrange(len(data) + 1)])


def _flipped(file: Path, dice: random.Random) -> None:
    data = file.read_bytes()
    file.write_bytes(harmed_bytes(data, (data,), dice))


def _pipe(file: Path, _: random.Random) -> None:
    file.unlink()
    os.mkfifo(file)


def _socket(file: Path, _: random.Random) -> None:
    file.unlink()
    here = Path.cwd()
    with socket.socket(socket.AF_UNIX) as made:
        try:
            os.chdir(file.parent)  # the name of a socket may have no more than 100 bytes
            made.bind(file.name)
        finally:
            os.chdir(here)


def _folder(file: Path, _: random.Random) -> None:
    file.unlink()
    file.mkdir()


def _link(file: Path, dice: random.Random) -> None:
    """A link to nowhere, to itself, out, to a device, to another file."""
    others = [each.name for each in file.parent.iterdir()]
    target = dice.choice(
        ("gone", file.name, "/etc/passwd", "..", "/dev/zero", "/dev/null", dice.choice(others))
    )
    file.unlink()
    file.symlink_to(target)


def _swapped(file: Path, dice: random.Random) -> None:
    """It holds what another kind of file should."""
    others = [each for each in file.parent.parent.rglob("*") if each.is_file()]
    shutil.copyfile(dice.choice(others), file)


def _renamed(file: Path, dice: random.Random) -> None:
    file.rename(file.parent / os.fsdecode(dice.choice(ODD_NAMES)))


def _copied(file: Path, dice: random.Random) -> None:
    """There is another of it, under an odd name."""
    shutil.copyfile(file, file.parent / os.fsdecode(dice.choice(ODD_NAMES)))


def _gone(file: Path, _: random.Random) -> None:
    file.unlink()


def _locked(file: Path, _: random.Random) -> None:
    file.chmod(0)


def _no_folder(file: Path, dice: random.Random) -> None:
    """The folder it lies in is a file, or a link that leads round."""
    folder = file.parent
    if folder.name in ("stories", "media", "ads", "modules", "look"):
        shutil.rmtree(folder)
        if dice.random() < 0.5:
            folder.write_text("no folder")
        else:
            folder.symlink_to(dice.choice(("..", folder.name, "/nowhere", "/etc")))


HARMS: tuple[Callable[[Path, random.Random], None], ...] = (
    *[_harm] * 12,
    _truncated,
    _truncated,
    _flipped,
    _pipe,
    _pipe,
    _socket,
    _folder,
    _link,
    _link,
    _link,
    _swapped,
    _swapped,
    _renamed,
    _copied,
    _gone,
    _locked,
    _no_folder,
)
