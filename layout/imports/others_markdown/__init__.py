"""Markdown of others: front matter of Hugo, Jekyll and Eleventy, Ghost's export, and last of all
any plain text or Markdown. Text comes in, an item goes out.

    front matter ─others_front.py──────────────────────▶ Head
    text ─shortcodes.py─▶ Markdown ─to_html.py─▶ HTML ──▶ Copy

Open `others.py` first; `ghost.py` is Ghost's export, `own.py` a story as newsgrid has it.
"""
