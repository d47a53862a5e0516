"""The figures of a session: pure functions over the messages that were written down."""
