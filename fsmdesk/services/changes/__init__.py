"""What the change log says about one record."""
