"""The tables of circles, and the only SQL about them."""
