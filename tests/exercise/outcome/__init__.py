"""What an exercise came to: each figure against an independent count."""
