"""What waits between done and billed."""
