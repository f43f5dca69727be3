"""A publication comes in, a printed newspaper goes out: ads stacked, stories set, pages made up,
and the record of the plan for next time. Open `make_edition.py` first; `printable_pictures.py` says
which pictures are left out, `held_over.py` which stories.
"""
