"""What a country can only get by asking: what is at home, what an answer brings, whether needs hold."""
