"""What `newsgrid idml` does: an edition becomes IDML on the disk, or an IDML page a dummy. Open
`hand_on.py` first.
"""
