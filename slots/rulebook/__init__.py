"""Files of rules: a file, a preset or a story's own changes come in, checked rules go out. Open
`load.py` first.
"""
