"""The commands of `argentum ayni` and `mallku ayni`, one a file."""
