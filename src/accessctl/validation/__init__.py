"""Named rules over declarations: values in, findings out."""
