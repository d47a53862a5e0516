"""When things happen: beats, lengths of segments and turns, transfer of the floor, lead time, measured latencies."""
