"""The commands of `newsgrid`: the name, the module that has it as COMMAND, its line in the help."""

from __future__ import annotations

COMMANDS = {
    "preview": (
        "layout.desk.commands.preview",
        "See pages and try out rules in the browser, as you write.",
    ),
    "print": (
        "layout.desk.commands.print",
        "Print a newspaper, or one story, as a PDF for the press.",
    ),
    "idml": (
        "layout.desk.commands.idml",
        "Hand an edition on to InDesign, or read a page as a dummy.",
    ),
    "stack": ("layout.desk.commands.stack", "Stack the ads of a print edition on its pages."),
    "swap": (
        "layout.desk.commands.deciding.swap",
        "Swap two pages, with all that is decided of them.",
    ),
    "again": (
        "layout.desk.commands.deciding.again",
        "Have something of an earlier edition hold again.",
    ),
    "web": ("layout.desk.commands.web", "Make a story's web page, for every screen width."),
    "site": (
        "layout.desk.commands.site",
        "Make a publication's site; only what changed is written.",
    ),
    "epaper": (
        "layout.desk.commands.epaper",
        "Make an e-paper: pages to turn, stories to read, EPUB.",
    ),
    "explain": (
        "layout.desk.commands.explain",
        "Say for each slot where it is and why, or why not.",
    ),
    "simulate": ("layout.desk.commands.simulate", "Say what rules come to over all stories."),
    "measured": (
        "layout.desk.commands.measuring.measured",
        "Fit values of slots to what was counted, and propose rules.",
    ),
    "place": ("layout.desk.commands.place", "Place slots in a measured strip, without a story."),
    "serve": (
        "layout.desk.commands.other_sites.serve",
        "Place slots in the posts of other systems, over HTTP.",
    ),
    "measure-theme": (
        "layout.desk.commands.other_sites.measure_theme",
        "Measure another site's theme in Chromium, for serve.",
    ),
    "check": ("layout.desk.commands.check", "Find every problem in a publication or a file."),
    "preflight": (
        "layout.desk.commands.preflight",
        "Say whether PDF files can be printed, by GWG or PDF/X.",
    ),
    "new": ("layout.desk.commands.new", "Write a publication that works, to start from."),
    "import": (
        "layout.desk.commands.import_stories",
        "Import stories as others have them, again and again.",
    ),
    "schema": (
        "layout.desk.commands.describing.schema",
        "Print the JSON Schema of a file or of a report.",
    ),
    "completion": (
        "layout.desk.commands.describing.completion",
        "Print a shell's completion script.",
    ),
}
