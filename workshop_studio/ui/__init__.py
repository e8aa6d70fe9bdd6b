"""All of PySide6: windows, widgets and the one thread crossing."""
