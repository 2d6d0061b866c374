"""What charts of the review draw and say."""
