"""The session as a sans-I/O state machine: signals and the time go in, commands come out."""
