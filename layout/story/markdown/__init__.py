"""The reader of Markdown: text comes in, a story and findings go out. Open `read_markdown.py`
first.
"""
