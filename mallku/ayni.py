"""`mallku.ayni` is `argentum.ayni`: the same objects under the specification's name."""

from argentum.ayni import *  # noqa: F403 - re-exports whatever argentum.ayni offers
from argentum.ayni import __all__ as __all__  # noqa: PLC0414 - says that the name is handed on
