"""Every sentence about the community as a whole, and about Kith itself."""
