"""The office itself: company, people, taxes, and the first start."""
