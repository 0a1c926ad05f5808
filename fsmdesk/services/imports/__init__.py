"""Other programs' records coming in."""
