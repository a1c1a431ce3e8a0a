"""What people fill in to get an account, to get in, and to change it."""
