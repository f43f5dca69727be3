"""Files that anybody else wrote: a path comes in, bytes come out, or the reason why not. Every file
is looked for and opened here. Open `door.py` first.
"""
