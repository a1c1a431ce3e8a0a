"""Pages about the account: getting one, getting in, changing it."""
