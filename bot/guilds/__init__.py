"""Communities: their settings, and who may do what in them."""
