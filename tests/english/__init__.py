"""Every text that people see is read by the rules of `docs/style.md`."""
