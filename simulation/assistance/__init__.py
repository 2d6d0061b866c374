"""Mutual legal assistance: instruments, channels, contents, state machines, offices and their queues."""
