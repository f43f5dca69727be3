"""How high everything is before a browser has seen it: blocks and a screen width come in, a strip
goes out. All lengths of the page, the rail's width among them, stand in
`column_and_rail_widths.py`. Open `story_strips.py` first.
"""
