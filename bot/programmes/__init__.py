"""What repeats by itself: its dates, who is in each time, the card that asks. A topic says what a round is."""
