"""The web edition in the desk: pages as published, what stands where on them, and why."""
