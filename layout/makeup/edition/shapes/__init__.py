"""Copyfitting: the rectangles that a story can fill to its last line, and what each costs in
picture depths, pull quotes, headline sizes. An article comes in, its shapes go out. Open
`rectangles.py` first.
"""
