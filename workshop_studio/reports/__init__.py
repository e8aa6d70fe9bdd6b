"""The report projection written out, one module a format."""
