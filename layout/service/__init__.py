"""Placements as an HTTP service, for sites that newsgrid does not make: the blocks of a post come
in with their heights on each screen; the gaps that take a box, its reserved size, the CSS that
reserves it and reasons go out. Nothing of a request is kept but its answer, in memory. Open
`answer.py` first, then `app.py`.
"""
