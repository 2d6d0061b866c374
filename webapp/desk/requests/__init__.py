"""Letters of request and short questions."""
