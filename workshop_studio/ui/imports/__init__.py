"""The preview of a file of ideas: how it is read, what comes in, what stays out and why."""
