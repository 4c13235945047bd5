"""Trains the networks of `kg.readers`; needs what `training/requirements.txt` pins, is no part of the wheel."""
