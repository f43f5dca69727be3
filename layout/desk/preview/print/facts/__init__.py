"""What is known of one thing on a page: a click comes in; where it stands and why goes out. Open
`by_kind.py` first.
"""
