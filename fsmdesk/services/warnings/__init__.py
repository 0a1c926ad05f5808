"""What the office should look at before it goes wrong."""
