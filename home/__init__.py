"""The site's front."""
