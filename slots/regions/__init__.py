"""Places that are not in the copy: rail, end of the story, between the containers of a front.
Contents and room come in, who stands there and at which size goes out. Open `outside_copy.py`
first.
"""
