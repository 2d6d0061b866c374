"""One folder for each procedure between countries.

A folder has the table, the rules and hooks, and the words. The registry's `procedures` are played by
`exercise.matters`; the letter and the notice have commands of their own. A new folder needs its place in the contract
"Procedures beside the letter" of `pyproject.toml`, in `Registry.procedures` and in `players.procedures.all_procedures`.
"""
