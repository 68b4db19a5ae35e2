"""Every sentence about check-ins."""
