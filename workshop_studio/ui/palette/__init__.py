"""The command palette and the list of shortcuts: what is to be found by typing."""
