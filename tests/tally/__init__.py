"""Tests of ballots and counting."""
