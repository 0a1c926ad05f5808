"""The window around the screens: rail, command box, banners, status line."""
