"""The criminal network: members, geography, three flows, adaptation and the traces that acts leave."""
