"""One story onto as many pages as it takes: story and boxes come in, a document goes out. Open
`make_up.py` first.
"""
