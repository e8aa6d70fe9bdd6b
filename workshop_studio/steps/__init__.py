"""One module a step kind, and the registry of them. Pure."""
