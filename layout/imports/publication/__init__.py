"""Items into a publication, again and again: what changed at the source comes in, what an editor
changed here stays, and no word of either is lost. Items and a publication's folder come in; story
files, media, the record of it all and findings go out. Open `import_all.py` first, then
`take_in.py`; the law of merging is in `merge.py`.
"""
