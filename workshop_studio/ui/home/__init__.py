"""Home: where a session begins, is opened, or goes on. Nothing here may import pydantic."""
