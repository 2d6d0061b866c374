"""The goods flow."""
