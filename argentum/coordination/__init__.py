"""Who gets the floor, for what price and why: one manager a file, composed by `auction_manager`."""
