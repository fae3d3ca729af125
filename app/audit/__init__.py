"""The audit trail: append-only entries, sealed into chains by a job."""
