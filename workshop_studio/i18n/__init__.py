"""Every text that a user sees: one gettext catalogue for windows, phones, reports, command line."""
