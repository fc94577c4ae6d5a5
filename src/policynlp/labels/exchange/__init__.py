"""Labels in the forms of other tools: regions and ties, in which all of them speak, and a module a format."""
