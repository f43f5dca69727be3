"""A plan and its task come in; out goes what there is to tell of house ads: a warning where they
fill so much that fewer pages would hold the edition, a note on each that stands where none should.
Open `too_thin.py` first; `section_space.py` knows what takes a section's cells,
`count_space.py` counts them, `fewer_pages.py` says how many pages would do.
"""
