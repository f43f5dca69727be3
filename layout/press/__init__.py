"""Painting, and nothing but painting: skeleton, glyph runs, PDF assembly."""
