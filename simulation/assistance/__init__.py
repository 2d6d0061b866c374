"""Mutual legal assistance: instruments, channels, contents, state machines, offices and their queues.

`statuses` and `transitions` hold THE table of a request's life and `machine.advance` moves one; `requests` is its
value, `opening` makes it, `workflow.due` says what follows by itself and when. `contents`, `nexus`, `criminality`,
`grounds` and `assessment` say what can be said objectively about it. `durations` and `offices` hold stage times and
queues; `lawbook` reads the rows of law in `data/`.
"""
