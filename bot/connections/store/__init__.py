"""The tables of who takes part and of introductions."""
