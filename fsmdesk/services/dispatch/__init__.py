"""The board: placing and moving visits, and what happens on them."""
