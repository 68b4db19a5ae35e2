"""What the outbox keeps to: states, records, waits; pure."""
