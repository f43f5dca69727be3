"""Formats, grid, areas, and the document that comes out of make-up."""
