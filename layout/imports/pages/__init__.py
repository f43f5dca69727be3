"""A saved web page comes in, the story of its article goes out, with what stands beside it.

    bytes ─▶ tree ─┬─▶ figures ─▶ core, parts, strays ─┬─▶ HTML of the article ─▶ pieces
                   ├─▶ what it says for machines ──────┼─▶ head
                   └─▶ lines around the headline ──────┘
                       what is left of the page ─────────▶ left_out

Open `read_page.py` first. It is found by what most pages have in common: no site is named.
"""
