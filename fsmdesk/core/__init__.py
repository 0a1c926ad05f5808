"""Values and rules of the trade. Standard library only."""
