"""Items go out as the text of story files: Markdown with front matter that an editor likes to go on
in. An item comes in; text and findings go out. Open `markdown_of.py` first.
"""
