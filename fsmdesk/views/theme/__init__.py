"""Colours, style sheet, fonts and icons: what everything on the screen is drawn with."""
