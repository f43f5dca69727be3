"""Who may ask the desk what, and what it may read and write: a request comes in, and is let through
or turned away. Open `guards.py` first, then `writable_files.py`.
"""
