"""Dialogs: each takes what it shows and returns a value or None; none changes anything."""
