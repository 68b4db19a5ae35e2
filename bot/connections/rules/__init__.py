"""Who takes part, who fits, and when all could meet; pure."""
