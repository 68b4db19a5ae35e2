"""The tables of meetups, of what members say to them, and of how they were; the only SQL about them."""
