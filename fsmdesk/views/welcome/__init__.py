"""What is shown before there is an office: where to start, and who is sitting here."""
