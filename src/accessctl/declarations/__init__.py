"""Files become values: the only room that reads YAML."""
