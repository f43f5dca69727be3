"""Text as people write it: dates, datelines, languages, marker lines, addresses, cleaned of control
characters. Shared by all readers. Open `pieces.py` first.
"""
