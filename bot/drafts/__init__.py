"""What a member has typed and not yet confirmed: kept, so that nothing of it is lost."""
