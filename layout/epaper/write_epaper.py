"""Writing an e-paper as a site is written: only what changed, each file whole or as it was, the
reader page last; what a former issue had and this one has not is taken away, if a run of ours wrote
it. The manifest says which those are.
"""

from __future__ import annotations

from pathlib import Path

from layout.epaper.make_epaper import Epaper
from layout.publication.digests import digest
from layout.publication.settings.newsgrid_toml import house_of
from layout.publication.story_files import is_publication
from layout.site.make_site import among_own
from layout.site.manifest import Manifest, read_manifest
from layout.site.write_changes import Written, write_site
from slots.files.door import is_inside
from slots.finding import Where, bad_input

_CONTEXT = "e-paper"
"""What the manifest of an e-paper says it is of."""


def check_folder(publication: Path, output: Path) -> None:
    """Raises BadInput where an e-paper would lie among what it is made of, or in a site."""
    settings = house_of(publication).publication
    itself = is_inside(publication, output) and is_inside(output, publication)
    if itself or (is_publication(publication) and among_own(publication, settings, output)):
        hint = "choose another one with -o, as epaper"
        message = "the e-paper would be written among the publication's own files"
        raise bad_input("in-the-way", message, Where(str(output)), hint)
    old = read_manifest(output)
    if old.outputs and old.context != _CONTEXT:
        message = "there is a site in this folder, which would be taken away"
        raise bad_input("in-the-way", message, Where(str(output)), "name another one with -o")


def write_epaper(folder: Path, paper: Epaper) -> Written:
    """Writes an e-paper into its folder. Raises BadInput where a file cannot be written."""
    old = read_manifest(folder)
    new = Manifest(_CONTEXT, {name: digest(data) for name, data in paper.files.items()})
    return write_site(folder, paper.files, (), old, new)
