"""Technicians: the list, and one technician with skills, shifts and absences."""
