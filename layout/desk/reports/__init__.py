"""What commands say, in words, tables and drawings. A room for each subject; no files here."""
