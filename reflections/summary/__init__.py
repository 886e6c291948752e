"""What one keeps: the summary and the exports."""
