"""Lists of waiting work beside the board, as many as the office names."""
