"""What fronts, feeds and search engines show of a story, and which story stands in which container.
Stories come in; cards, addresses and thumbnails go out. Open `story_card.py` first.
"""
