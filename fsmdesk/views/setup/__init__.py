"""Setting a new shop up, step by step; it can be left at any moment and taken up again."""
