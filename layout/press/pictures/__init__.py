"""Pictures and ad artwork in a PDF: files come in, objects that a page can show go out; others' PDF
files are measured before they are taken. Open `document_images.py` first.
"""
