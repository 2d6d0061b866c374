"""A country's case file: documents, names, links, plan, charges, money under restraint."""
