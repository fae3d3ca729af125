"""What is stored about a person, and everything of it to take along."""
