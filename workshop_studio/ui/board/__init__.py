"""The board: ideas as notes on cards, twin of the outline on one model and one selection."""
