"""The law as rows: instruments, types of assistance, contents, channels, levers."""
