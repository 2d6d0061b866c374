"""Extradition and surrender."""
