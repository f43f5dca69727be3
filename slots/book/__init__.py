"""The ad book: what was sold for one printed edition."""
