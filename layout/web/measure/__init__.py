"""How high everything on a page will be, computed without a browser: blocks and a screen width come
in, a strip goes out. All lengths of the page, the rail's width among them, stand in
`column_and_rail_widths.py`. Open `story_strips.py` first.
"""
