"""Print files of whole editions, read by others: `python -m benchmarks.to_press`."""
