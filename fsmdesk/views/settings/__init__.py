"""Settings: company, taxes, people, appearance."""
