"""Charts as pictures from blocks: one drawing code for window, stage, report and export."""
