"""What earlier runs worked out, by all that it depends on: shapes, tilings, sections, finished
pages, set stories. No byte of output depends on it. Open `sections_made.py` first.
"""
