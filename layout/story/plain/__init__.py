"""The reader of plain text: text comes in, a story and findings go out. Open `read_plain.py`
first.
"""
