"""Lists as somebody likes to see them, under a name."""
