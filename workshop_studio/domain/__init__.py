"""What a session is and how it changes. Pure: standard library, pydantic and the persistent map only."""
