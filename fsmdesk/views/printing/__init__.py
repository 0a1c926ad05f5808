"""Preview first, then the system's printer or a file."""
