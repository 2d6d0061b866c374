"""The flow of goods: planning, transport, markets."""
