"""What one seat of a country hands over to another."""
