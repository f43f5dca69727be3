"""What stands beside a story in HTML: an element, or the pieces read so far, come in; slots and
modules go out. Open `any_kind.py` first.
"""
