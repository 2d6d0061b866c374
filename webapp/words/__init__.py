"""The sentences for the simulation's codes, one module an area; `webapp.wording` puts them together."""
