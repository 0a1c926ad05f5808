"""The best slots for a job as a list to choose from, on the board and while somebody is on the phone."""
