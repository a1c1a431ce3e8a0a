"""The person and how they sign in."""
