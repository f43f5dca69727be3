"""What PDF/X asks of a file, a check for each requirement: `metadata.py`, `intents.py`, `pages.py`,
`colours.py` and `forbidden.py` are its chapters; x4.py and x1a.py say what belongs to which of the
two standards."""
