"""Everything that knows which database it is."""
