"""Every sentence about meetups; plain strings, no Discord."""
