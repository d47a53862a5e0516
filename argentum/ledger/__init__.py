"""What all books share: balances with bounds, and the one book that moves an amount."""
