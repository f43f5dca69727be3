"""A story's page as a folder of files: a story with its plan comes in; HTML, CSS, fonts and
pictures go out. Open `compose.py` first.
"""
