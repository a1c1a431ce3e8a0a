"""My learning and the desks that read everything."""
