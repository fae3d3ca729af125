"""Units, people, their postings, and who assesses whom."""
