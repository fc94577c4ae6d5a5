"""The pages for researchers: FastAPI and Jinja2 over `corpus` and `steps`; no logic of their own."""
