"""Labels and data to models; the only place that may import torch."""
