"""Observation, filters, datasets and errors: what everything else is made of. Imports nothing."""
