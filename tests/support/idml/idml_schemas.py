"""Whether the parts of an IDML package are valid, by jing and Adobe's schemas."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

SCHEMAS = Path("/work/shared/corpora/imports/idml-schemas")

_KINDS = {
    "designmap.xml": "designmap.rnc",
    "Spreads/": "Spreads/Spread.rnc",
    "MasterSpreads/": "MasterSpreads/MasterSpread.rnc",
    "Stories/": "Stories/Story.rnc",
    "Resources/Graphic.xml": "Resources/Graphic.rnc",
    "Resources/Fonts.xml": "Resources/Fonts.rnc",
    "Resources/Styles.xml": "Resources/Styles.rnc",
    "Resources/Preferences.xml": "Resources/Preferences.rnc",
    "XML/Tags.xml": "XML/Tags.rnc",
    "XML/Mapping.xml": "XML/Mapping.rnc",
    "XML/BackingStory.xml": "XML/BackingStory.rnc",
}


def there() -> bool:
    """Whether jing and the schemas are."""
    return SCHEMAS.is_dir() and shutil.which("jing") is not None


def mistakes(idml: Path) -> list[str]:
    """What jing finds wrong in all parts; a part of no known kind is wrong, too."""
    found = []
    with tempfile.TemporaryDirectory() as name, zipfile.ZipFile(idml) as archive:
        archive.extractall(name)
        names = [n for n in archive.namelist() if n != "mimetype" and "META-INF/" not in n]
        for start, schema in _KINDS.items():
            files = [n for n in names if n.startswith(start)]
            names = [n for n in names if n not in files]
            if files:
                arguments = ["jing", "-c", str(SCHEMAS / schema), *files]
                ran = subprocess.run(
                    arguments, cwd=name, capture_output=True, text=True, check=False
                )
                found += [line[:300] for line in ran.stdout.splitlines()]
    return found + [f"{n}: a part of no known kind" for n in names]
