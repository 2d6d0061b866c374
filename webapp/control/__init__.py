"""The control room of the trainer."""
