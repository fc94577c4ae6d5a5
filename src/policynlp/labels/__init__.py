"""Human labels: a database of decisions, who made them, how far people agree, and what is measured with them."""
