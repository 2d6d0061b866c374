"""The writers of documents, by who issues them."""
