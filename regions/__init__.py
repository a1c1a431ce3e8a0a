"""Where people live and where things happen."""
