"""What members say of themselves: what they would like to achieve, what would help them, what they can offer."""
