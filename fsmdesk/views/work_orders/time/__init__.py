"""The tab of time in the work order's screen."""
