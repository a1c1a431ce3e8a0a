"""What `make bench` measures: requests per second, page weights, certificate time."""
