"""Technicians, their skills, shifts, absences and pay."""
