"""One job through the whole day in the real windows, by mouse and keys, with a picture of each step."""
