//! Measures an engine against questions whose answers are known.
