"""What was written: stories, their blocks and modules, and one reader per format."""
