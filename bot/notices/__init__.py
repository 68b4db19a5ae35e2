"""What organisers are told by themselves: that something of theirs went wrong."""
