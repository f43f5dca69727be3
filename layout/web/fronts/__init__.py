"""The home page and section fronts: cards and rules come in, a page with its ads goes out. Open
`compose_front.py` first.
"""
