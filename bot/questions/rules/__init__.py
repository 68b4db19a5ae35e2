"""What came of a question; pure."""
