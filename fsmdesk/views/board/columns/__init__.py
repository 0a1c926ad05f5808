"""The board with rows and columns swapped: technicians side by side, time runs down."""
