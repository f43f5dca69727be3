"""Any HTML as copy: the pieces of a story, its media, words left out, and findings."""

from __future__ import annotations

from layout.imports.html.beside.neighbours import explained
from layout.imports.html.element import Element
from layout.imports.html.flow import inside
from layout.imports.html.reading import PLAIN, Reading, Setting
from layout.imports.html.texts import one_text
from layout.imports.html.tree import Tree, tree_of
from layout.imports.item import Copy
from layout.story.run import Runs
from layout.story.text.sanitise import sanitise
from slots.finding import Finding, Severity, Where

__all__ = ["Setting", "copy_of", "runs_of"]


def copy_of(html: str, setting: Setting) -> Copy:
    """The copy in HTML of any kind: a post's content, a wire's body, the article of a page.

    Nothing of it is run or fetched; whatever the text is, it is read.
    """
    clean, unwanted = sanitise(html, setting.where.file or "")
    tree = tree_of(clean)
    reading = Reading(_based(setting, tree.root), inside)
    reading.size = len(tree.root.text())
    pieces = explained(inside(tree.root, reading, PLAIN), reading)
    _note_damage(tree, reading)
    findings = (*(_placed(one, setting) for one in unwanted), *reading.findings)
    media = tuple(reading.media.values())
    return Copy(tuple(pieces), media, tuple(reading.left_out), findings)


def runs_of(html: str, setting: Setting) -> Runs:
    """A line of HTML, as a title or caption: its text, all in one."""
    clean, _ = sanitise(html, setting.where.file or "")
    reading = Reading(setting, inside)
    return one_text(inside(tree_of(clean).root, reading, PLAIN))


def _based(setting: Setting, root: Element) -> Setting:
    """The setting, with the address that a <base> names."""
    base = next((one for one in root.elements() if one.name == "base" and one.get("href")), None)
    if base is None:
        return setting
    address = Reading(setting, inside).joined(base.get("href"))
    return Setting(setting.where, address or setting.address)


def _note_damage(tree: Tree, reading: Reading) -> None:
    """Notes what of the text was not where it should be."""
    if tree.unfinished is not None:
        at = Element("", line=tree.unfinished.line)
        reading.leave_out("a tag that is not closed", tree.unfinished.text, at)
    if tree.too_deep is not None:
        at = Element("", line=tree.too_deep)
        message = "elements stand too deep in each other here: set one after the other"
        finding = Finding("too-deep", Severity.WARNING, message, reading.where(at), "see the page")
        reading.findings.append(finding)


def _placed(finding: Finding, setting: Setting) -> Finding:
    """A finding of the text at its place in the file."""
    first, line = setting.where.line, finding.where.line
    where = Where(setting.where.file, first + line - 1) if first and line else setting.where
    return Finding(finding.code, finding.severity, finding.message, where, finding.hint or "")
