"""Rectangles into the fewest equal bins, without turning them: how many pages would hold them."""
