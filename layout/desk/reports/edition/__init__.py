"""`newsgrid print PUBLICATION`'s report: an edition comes in; its files are written and a summary
for the production editor goes out. Open `print_publication.py` first.
"""
