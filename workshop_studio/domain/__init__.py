"""What a session is and how it changes. Pure: stdlib, pydantic and the persistent map only."""
