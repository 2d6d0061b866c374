"""The frame of every page, forms, drafts, and rows beside the journal."""
