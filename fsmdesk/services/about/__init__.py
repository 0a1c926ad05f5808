"""What the office runs on."""
