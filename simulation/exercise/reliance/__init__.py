"""What acts rest on: papers that were stated, and papers without which the check would have failed."""
