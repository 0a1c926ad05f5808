"""Lists as Excel and CSV."""
