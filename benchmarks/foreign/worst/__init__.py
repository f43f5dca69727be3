"""The worst pages of the editions that were printed: what was counted on their pages comes in, a
contact sheet of those that break most rules of art direction goes out, each with what is wrong.

Open `faults.py` first (what is wrong with a page, and how much it weighs), then `sheet.py` (the
picture). `python -m benchmarks foreign --worst N FOLDER` draws it.
"""
