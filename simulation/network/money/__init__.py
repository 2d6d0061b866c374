"""The flow of money: takings, accounts, transfers, laundering, asset flight."""
