"""One module a command of `rogatory`, each with `run(arguments) -> exit code`."""
