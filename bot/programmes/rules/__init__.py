"""When a programme's rounds are; pure."""
