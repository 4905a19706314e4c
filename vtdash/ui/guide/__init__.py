"""What explains the dashboard itself: the tour, what changed, the accessibility statement."""
