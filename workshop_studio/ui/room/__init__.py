"""The window of the room: how phones come in, who has come, and what to do when none does."""
