"""Posts that come as HTML: HTML and a theme's metrics come in; blocks with their edges on each
screen go out. Open `heights.py` first.
"""
