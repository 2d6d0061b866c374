"""What a scenario author may write: schema, cross-checks, loader and the frozen scenario."""
