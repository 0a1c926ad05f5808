"""The windows. The only layer that knows Qt."""
