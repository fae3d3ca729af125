"""360-degree feedback: rounds, sealed ballots, counting by two custodians, reports from published figures."""
