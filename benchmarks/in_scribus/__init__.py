"""Whether Scribus opens our IDML as we meant it: every frame in its place, every text the same, as
many lines in each frame.

    python -m benchmarks.in_scribus seeds/weekly

Scribus is a layout program of others that reads IDML (Debian: scribus, xvfb). It has no first
baseline at a fixed height and no limits for spaces, cuts leading to whole points, and sets no
tables: `inside.py`, which Scribus runs, gives paragraphs the leading that the package says, and
frames seven millimetres to spare, after it has read where these stand; so lines which we ended end
there.
"""
