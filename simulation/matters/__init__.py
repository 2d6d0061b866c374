"""The machine of everything that has a status and a holder: declaration and diagrams."""
