"""Who should go, and how long the way takes: plain values in and out, knowing core only."""
