"""Stories: the text of threads with its styles, as parts of the package."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from layout.idml.matter.paragraphs import text_runs
from layout.idml.matter.set_matter import SetCell, SetParagraph, SetRun, SetTable, Thread
from layout.idml.written.styles import (
    NO_CELL,
    NO_CHARACTER,
    NO_PARAGRAPH,
    NO_TABLE,
    Styles,
    difference,
    look_of,
)
from layout.idml.written.xml_parts import Element, element, part, points
from layout.story.text.sanitise import legal

_PAGE_NUMBER = etree.ProcessingInstruction
_MARKER = ("ACE", "18")
"""The marker of a page's own number (IDML specification, special characters)."""

_EDGES = ("Left", "Top", "Right", "Bottom")


@dataclass(frozen=True, slots=True, eq=False)
class StoryWriter:
    """Writes stories in styles; our line ends and hyphens are kept where that is wanted."""

    styles: Styles
    keep: bool

    def part(self, thread: Thread, name: str) -> bytes:
        """A thread as a story with this id."""
        attributes = {
            "Self": name,
            "AppliedTOCStyle": "n",
            "TrackChanges": "false",
            "StoryTitle": thread.name,
            "AppliedNamedGrid": "n",
        }
        preference = element(
            "StoryPreference",
            {
                "OpticalMarginAlignment": "false",
                "FrameType": "TextFrameType",
                "StoryOrientation": "Horizontal",
                "StoryDirection": "LeftToRightDirection",
            },
        )
        last = len(thread.parts) - 1
        parts = [
            self._table(each, f"{name}t{number}", number < last)
            if isinstance(each, SetTable)
            else self._paragraph(each, number < last)
            for number, each in enumerate(thread.parts)
        ]
        return part("Story", element("Story", attributes, preference, *parts))

    def _paragraph(self, paragraph: SetParagraph, more: bool) -> Element:
        """A paragraph; where `more` follows, with its end."""
        look = look_of(paragraph)
        attributes = {"AppliedParagraphStyle": self.styles.paragraph(look)}
        if paragraph.space:
            attributes["SpaceBefore"] = points(paragraph.space)
        ranges = []
        for run in text_runs(paragraph, self.keep):
            style = self.styles.character(difference(run.type, look.type))
            ranges.append(
                element("CharacterStyleRange", {"AppliedCharacterStyle": style}, _content(run))
            )
        if more:
            ranges = ranges or [
                element("CharacterStyleRange", {"AppliedCharacterStyle": NO_CHARACTER})
            ]
            ranges[-1].append(element("Br"))
        return element("ParagraphStyleRange", attributes, *ranges)

    def _table(self, table: SetTable, name: str, more: bool) -> Element:
        columns, rows = len(table.widths), len(table.depths)
        attributes = {
            "Self": name,
            "HeaderRowCount": "0",
            "FooterRowCount": "0",
            "BodyRowCount": str(rows),
            "ColumnCount": str(columns),
            "AppliedTableStyle": NO_TABLE,
            "TableDirection": "LeftToRightDirection",
            "SpaceBefore": points(table.space),
            "SpaceAfter": "0",
            **{f"{edge}BorderStrokeWeight": "0" for edge in _EDGES},
        }
        held = [
            element(
                "Row",
                {
                    "Self": f"{name}Row{number}",
                    "Name": str(number),
                    "SingleRowHeight": points(depth),
                    "MinimumHeight": points(depth),
                    "AutoGrow": "true",
                },
            )
            for number, depth in enumerate(table.depths)
        ]
        held += [
            element(
                "Column",
                {
                    "Self": f"{name}Column{number}",
                    "Name": str(number),
                    "SingleColumnWidth": points(width),
                },
            )
            for number, width in enumerate(table.widths)
        ]
        held += [
            self._cell(cell, f"{name}i{row}-{column}", f"{column}:{row}", table.drop)
            for row, cells in enumerate(table.rows)
            for column, cell in enumerate(cells)
        ]
        range_ = element(
            "CharacterStyleRange",
            {"AppliedCharacterStyle": NO_CHARACTER},
            element("Table", attributes, *held),
        )
        if more:
            range_.append(element("Br"))
        return element("ParagraphStyleRange", {"AppliedParagraphStyle": NO_PARAGRAPH}, range_)

    def _cell(self, cell: SetCell, name: str, place: str, drop: int) -> Element:
        attributes = {
            "Self": name,
            "Name": place,
            "RowSpan": "1",
            "ColumnSpan": "1",
            "AppliedCellStyle": NO_CELL,
            "TopInset": "0",
            "LeftInset": points(cell.inset),
            "BottomInset": "0",
            "RightInset": "0",
            "FirstBaselineOffset": "FixedHeight",
            "MinimumFirstBaselineOffset": points(drop),
            "VerticalJustification": "TopAlign",
            **{f"{edge}EdgeStrokeWeight": "0" for edge in _EDGES},
        }
        last = len(cell.paragraphs) - 1
        held = [self._paragraph(one, number < last) for number, one in enumerate(cell.paragraphs)]
        return element("Cell", attributes, *held)


def _content(run: SetRun) -> Element:
    content = element("Content")
    if run.number:
        content.append(_PAGE_NUMBER(*_MARKER))
    else:
        content.text = legal(run.text)
    return content


def backing_story() -> bytes:
    """The story that holds what of the document's structure is placed nowhere."""
    ranges = element(
        "ParagraphStyleRange",
        {"AppliedParagraphStyle": NO_PARAGRAPH},
        element(
            "CharacterStyleRange",
            {"AppliedCharacterStyle": NO_CHARACTER},
            element("XMLElement", {"Self": "di2", "MarkupTag": "XMLTag/Root"}),
        ),
    )
    attributes = {
        "Self": BACKING,
        "AppliedTOCStyle": "n",
        "TrackChanges": "false",
        "StoryTitle": "$ID/",
        "AppliedNamedGrid": "n",
    }
    return part("BackingStory", element("XmlStory", attributes, ranges))


BACKING = "backing"
"""The id of that story."""
