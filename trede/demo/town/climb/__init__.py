"""The way up: intake, rungs, assessment and offers of who is guided, fitted to the life that the town gave them."""

from trede.demo.town.climb.climbs import Climbs

__all__ = ["Climbs"]
