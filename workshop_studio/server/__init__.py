"""The room's server for phones; PROTOCOL.md says what it speaks."""
