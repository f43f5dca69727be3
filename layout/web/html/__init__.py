"""The plan as HTML and CSS: text, one node for each place of a box, custom properties, fonts. Open
`nodes.py` first.
"""
