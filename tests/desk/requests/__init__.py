"""Letters of request at the desk."""
