"""WordPress: exports (WXR 1.0 to 1.2) and answers of its REST interface, to items.

    export file ─export_text: mended, cut─▶ export_posts ─┐                        ┌ head: above it
                                                          ├▶ Post, Site ─item_of─▶ │
    answers (JSON) ─answers─────────────────▶ rest ───────┘                        └ content: copy

Open `wxr.py` first (a file that is read twice, never whole in memory), then `site.py` (what both
kinds of source are read to), then `content/served.py` (content to the HTML of the page).
"""
