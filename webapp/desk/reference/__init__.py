"""Law book and glossary."""
