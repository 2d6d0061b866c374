"""What passes between two seats of a country."""
