"""Benders decomposition for ads: a first plan, an integer program over all pages, branch and bound
for each page, exchanges between pages; ejections and windows where the book is large. A task comes
in, the best plan and its bound go out. Open `improve.py` first, then `windows.py`.
"""
