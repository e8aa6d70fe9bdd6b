"""Ballots, counting methods and agreement. Pure."""
