"""Which technicians and visits of the board show, which are pale, and which are hidden."""
