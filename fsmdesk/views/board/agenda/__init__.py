"""The visits of the board as a plain table."""
