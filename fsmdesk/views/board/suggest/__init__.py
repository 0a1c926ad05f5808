"""Who should go, on the board: the best slots for the chosen visit or waiting job."""
