"""The corpus in the browser: `policynlp web`. Pages hold no logic; what they show comes from `steps` and `corpus`."""
