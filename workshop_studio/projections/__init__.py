"""What each viewer may see of a state, as blocks. Pure."""
