"""Shaping what is on the board: several visits at once, parts of a job, crews, what follows, and marks."""
