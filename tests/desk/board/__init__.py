"""The board at the desk."""
