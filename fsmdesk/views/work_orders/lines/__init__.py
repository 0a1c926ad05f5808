"""The lines of a work order: a table that is typed in."""
