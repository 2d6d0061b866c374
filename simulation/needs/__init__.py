"""What a country can only get from abroad: what it has at home, what an answer brings, and whether the needs hold."""
