"""What can be done with policynlp, a function a verb: the faces call these, and so can other programs.

The names stand in `__init__.pyi` and are loaded when they are first used, so that no verb waits for what another one needs.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
