"""What acts rest on."""
