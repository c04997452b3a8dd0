"""Reading files, folders and archives into a library: many at a time, each accounted for."""
