"""What a person writes alone: rounds, answers, revisions, dates."""
