"""What people touch: command line and reports."""
