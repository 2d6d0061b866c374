"""The case file: papers from traces, links, board, measures, usability and proof."""
