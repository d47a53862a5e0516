"""The ledger of ayni over REST, and its page: the operations of the command line, for the holders of keys."""
