"""Reactions: the twelve, who may see them, how often they may be sent, and what is shown of a sender."""
