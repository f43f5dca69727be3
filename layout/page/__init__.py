"""The page and what stands on it: formats, margins, the baseline grid, and the document of placed
lines and boxes that make-up hands to the press. Open `document.py` first.
"""
