"""What the trail holds, and what it notices."""
