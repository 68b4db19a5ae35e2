"""Every sentence about what members say of themselves, and about introducing them."""
