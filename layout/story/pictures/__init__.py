"""Picture files: a path comes in; pixels or the reason why it cannot be read goes out. Open
`paths.py` for where they lie, `pixels.py` for how they are read.
"""
