"""The parts of side-by-side.py."""
