"""What an automatic office reads of its view in one turn."""
