"""Whether our IDML is what the PDF is, by the programs and schemas of others: valid, nothing
dangling, read by SimpleIDML, and opened by Scribus as we meant it, with every frame in its place,
every text the same, and as many lines in each frame.

    python -m benchmarks.in_scribus seeds/weekly PUBLICATION...

prints a table with a row for each publication, then what is wrong. `python -m benchmarks foreign
--only NAME --publications FOLDER` makes publications of foreign copy.

Scribus is a layout program of others that reads IDML (Debian: scribus, xvfb). It has no first
baseline at a fixed height and no limits for spaces, cuts leading to whole points, and sets no
tables: `inside.py`, which Scribus runs, gives paragraphs the leading that the package says, and
frames seven millimetres to spare, after it has read where these stand; so lines which we ended end
there. What of jing, SimpleIDML and Scribus is not installed is not asked ("-").
"""
