"""Fonts, styles and shaped words: text and a style come in; words with widths and glyphs go out.
Open `foundry.py` first.
"""
