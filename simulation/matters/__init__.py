"""The machine that moves everything with a status and a holder: declarations and diagrams."""
