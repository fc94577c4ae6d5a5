"""What people look at, made from documents and numbers: annotated text and plots; knows nothing of the store."""
