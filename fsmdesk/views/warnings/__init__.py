"""What to look at before it goes wrong."""
