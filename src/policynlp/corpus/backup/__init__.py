"""Copies of a whole corpus: taken while others write, checked, and put back."""
