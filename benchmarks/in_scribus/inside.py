"""What Scribus runs: opens a document and writes what it has of it as JSON.

scribus -g -ns -py inside.py FILE.idml FACTS.json OUT.json
"""

import json
import sys
import traceback
from pathlib import Path

import scribus  # type: ignore[import-not-found]

MM = 25.4 / 72
TEXT = 4


def main(source, facts, out):
    """Looks at a document, by the facts that are known of its frames."""
    try:
        told = looked_at(source, json.loads(Path(facts).read_text()))
    except Exception:
        told = {"error": traceback.format_exc()}
    Path(out).write_text(json.dumps(told))
    scribus.fileQuit()


def looked_at(source, facts):
    """Where all items stand, then what text has."""
    scribus.openDoc(source)
    scribus.setUnit(scribus.UNIT_MILLIMETERS)
    pages = range(1, scribus.pageCount() + 1)
    items, texts = {}, []
    for page in pages:
        scribus.gotoPage(page)
        for name, kind, _ in scribus.getPageItems():
            place = [*scribus.getPosition(name), *scribus.getSize(name)]
            items[name] = {"page": page, "kind": kind, "place": place}
            if kind == TEXT:
                items[name]["text"] = scribus.getAllText(name)
                texts.append(name)
    for name in texts:
        led(name, items[name]["place"], facts.get(name, []))
    for name in texts:
        scribus.layoutText(name)
        items[name] |= {
            "lines": scribus.getTextLines(name),
            "over": scribus.textOverflows(name),
        }
    names = {"layers": scribus.getLayers(), "masters": scribus.masterPageNames()}
    return {"pages": len(pages), "items": items, **names}


def led(name, place, paragraphs):
    """Gives a frame room, and the paragraphs of the text that begins in it their leading; these are
    (characters, leading in points)."""
    deepest = max((leading for _, leading in paragraphs), default=12)
    scribus.sizeObject(place[2] + 7, place[3] + 0.5 * deepest * MM, name)
    scribus.setFirstLineOffset(scribus.FLOP_LINESPACING, name)
    if scribus.getPrevLinkedFrame(name) is not None:
        return
    scribus.setTextAlignment(0, name)
    at = 0
    for length, leading in paragraphs:
        scribus.selectText(at, length, name)
        scribus.setLineSpacingMode(0, name)
        scribus.setLineSpacing(leading, name)
        at += length + 1


if __name__ == "__main__":
    main(*sys.argv[1:4])
