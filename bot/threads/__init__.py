"""Private threads: one with a single member, their corner; and one for a few people, with what follows it up."""
