"""Jinja2 templates, CSS and theme files, shipped as package data."""
