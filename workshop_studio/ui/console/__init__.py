"""The console: the facilitator's window while a session runs."""
