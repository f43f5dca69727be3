"""Side by side with other tools, in one run on one machine: ratios count, not seconds."""
