"""A question to some people, with a deadline; each answers for themselves."""
