"""The window of the laptop that is passed round."""
