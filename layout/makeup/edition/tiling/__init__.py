"""A page cut into one rectangle a story, exactly; then stories exchanged between pages while that
helps. An assignment comes in, tiled pages go out. Open `fill_hole.py` first.
"""
