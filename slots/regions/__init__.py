"""Places that are not in the copy: rail, end of the story, between the containers of a front.
Contents and room come in; which of them stand there, and at which size, goes out. Open
`outside_copy.py` first.
"""
