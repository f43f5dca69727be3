"""The same story at every screen width: measured, planned, composed. No files here; the order is
`measure`, `plan`, `html`, `ads`, `pages`, `fronts`.
"""
