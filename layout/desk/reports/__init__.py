"""Reports of commands, as text, tables and drawings. A room for each subject; no files here."""
