"""What is drawn over a page: at one width, what stands where, what may stand in each gap, and why
not. Open `what_stands_where.py` first.
"""
