"""Demo people and what they have done, built by the same actions as the views call."""
