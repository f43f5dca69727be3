"""PDF files come in, anybody's; what is wrong with them goes out. Nothing of publications."""
