"""The stage: the window that the projector shows."""
