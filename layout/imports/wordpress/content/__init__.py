"""The content of a post, of either editor, comes in; the HTML of its page goes out, as WordPress
would serve it.

    blocks or paragraphs ─▶ typographic characters ─▶ shortcodes ─▶ pictures of the media library

Open `served.py` first. `page.py` is what all of them note on: words left out, findings.
"""
