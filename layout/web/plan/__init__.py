"""What stands where on a story's page, for each breakpoint: strips, offers and rules come in; a
plan with reasons goes out, the value in `page_plan.py`. In the copy, beside it, in the rail, below
it. Open `all_breakpoints.py` first, then `one_breakpoint.py`.
"""
