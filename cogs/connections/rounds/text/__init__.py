"""Every sentence about intro rounds; plain strings."""
