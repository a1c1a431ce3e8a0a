"""One settings module for each way in which Qadam is run."""
