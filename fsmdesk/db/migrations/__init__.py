"""Migrations, oldest first; `HEAD` is the step at which this program works.

Guards are laid anew with each step, so a release that changes a guard needs a step too, if only an empty one.
"""

HEAD = "0003"
