"""The search for the best ad plan: a first plan, an integer program over all pages, exact packing
of each, exchanges between pages. Open `improve.py` first.
"""
