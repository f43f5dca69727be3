"""What a PDF is written with: fonts, glyph runs, operators, objects, and the structure that screen
readers follow. Open `glyph_runs.py` first.
"""
