"""What holds for meetups, whoever asks: pure functions over frozen data."""
