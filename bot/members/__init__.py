"""People: what they told Kith about themselves."""
