"""The window of the organisation that frames are chosen from."""
