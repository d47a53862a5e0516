"""The figures of turn-taking, one idea a file, over the timeline of one meeting or pooled over many.

All times are whole milliseconds, so a comparison at a threshold is exact. A figure that floating-point seconds give for
events that lie exactly on a threshold (annotations in steps of 10 or 40 ms have many) can differ by a few per cent.
"""
