"""A publication comes in, a printed newspaper goes out: ads stacked, stories set, pages made up,
and the record of the plan for next time. Open `make_edition.py` first; `unprintable_pictures.py`
says which pictures no press can show (which have no room, `layout/makeup/edition/shapes` decides),
`held_over.py` which stories wait.
"""
