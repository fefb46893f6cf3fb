"""Writes the made-up town into the database, piece by piece; a run that was cut off goes on where it stopped."""

from trede.demo.filling.fill import Filled, Plan, fill

__all__ = ["Filled", "Plan", "fill"]
