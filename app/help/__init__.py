"""First steps, why and for whom, guides: help for people who use Tilik a few times a month."""
