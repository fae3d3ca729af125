"""Attacks on the anonymity of 360-degree feedback. Each succeeds on a leaky twin first, or it proves nothing."""
