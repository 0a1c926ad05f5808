"""Lists of other programs coming in: the file is looked at, tried, and then imported."""
