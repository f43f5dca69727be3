"""Dynamic programming over sets of stories cuts a page into one rectangle a story; then a local
search exchanges stories between pages. An assignment comes in, tiled pages go out. Open
`tile_page.py` first.
"""
