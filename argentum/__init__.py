"""argentum decides who speaks next, makes it heard, and shows whether it was fair."""

__version__ = "0.1.0"
