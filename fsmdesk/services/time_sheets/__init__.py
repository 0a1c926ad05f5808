"""Time that technicians spend on jobs: recorded with their visits, corrected by hand, billed as labour."""
