"""Policy themes of passages and documents."""
