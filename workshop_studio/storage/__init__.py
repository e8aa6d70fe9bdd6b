"""Adapters to the disk: the session file, the journal, the ballot box, settings."""
