"""A document comes in; PDF, HTML or a proof goes out. The press decides nothing: everything arrives
with its place. Open `pdf.py` first.
"""
