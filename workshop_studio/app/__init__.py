"""The hub, the library of sessions and the jobs that join parts; ports to the outside."""
