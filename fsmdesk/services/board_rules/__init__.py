"""What the office sets for its board: weights of rules, ways and speeds."""
