"""The list of what asks for attention on the board."""
