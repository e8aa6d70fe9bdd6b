"""The blocks of the work area, one widget each."""
