"""Running the plan: realisation with evidence, and the assessor's feedback."""
