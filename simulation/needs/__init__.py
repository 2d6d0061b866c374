"""What a country can only get from abroad: what it has at home, what an answer brings, whether the needs are real."""
