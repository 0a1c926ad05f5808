"""Walks through the window: the tour and a random person, watched for the longest time it does not answer."""
