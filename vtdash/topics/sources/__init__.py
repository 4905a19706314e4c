"""What is published, what is known at all, and where documents disagree."""
