"""What is asked: chapters, prompts, paths, agendas. Public, and cached in the process."""
