"""Files that courses read and write."""
