"""What the office does, one folder for each part of the day."""
