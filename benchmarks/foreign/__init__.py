"""Twenty editions of copy that nobody here wrote: `python -m benchmarks foreign`.

In come the corpora beside the project (../shared/corpora) and the sample weekly's ads; out go a
table, figures as JSON, PDFs with a contact sheet each, and a comparison of two such runs.

    corpora ──imported──▶ pool of stories ─┐
    book ──stacked──▶ rooms of sections ───┴─dealt─▶ publication ──printed cold──▶ PDF, report, cost
                                                          └──counted on its pages──▶ figures, aims

Open `editions.py` first (which there are), then `supply.py` (how many words pages hold),
`counted.py` (what is counted) and `aims.py` (what an edition must show); `worst/` draws the pages
that break most rules of art direction. `command.py` drives it.
"""
