"""The same story at every screen width: measure, place, compose."""
