"""Item models of lists, tables and the outline."""
