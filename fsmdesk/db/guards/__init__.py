"""Rules that hold whatever client writes: triggers and constraints, generated and laid anew."""
