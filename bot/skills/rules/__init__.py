"""How what people type finds its heading; pure."""
