"""Every text goes through translation and names its source."""
