// This theme needs no script.
