"""Who earned what, and the proof of it."""
