"""What a technician sees and says of his own visits."""
