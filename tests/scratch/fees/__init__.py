"""What a bank charges: a kind of document, a measure and a type of assistance that nobody has heard of."""
