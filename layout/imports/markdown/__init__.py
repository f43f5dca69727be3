"""Head and pieces of an item come in, Markdown that an editor likes to go on in goes out: what
`layout/imports/markdown_of.py` puts together. Open `blocks.py` first.
"""
