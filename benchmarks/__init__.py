"""Speed and memory, as ratios in one run against a hand-written equivalent."""
