"""A made-up Oostende. `population`, `staff` and `organisations` give plain values; nobody in them exists."""

from trede.demo.town.people import population
from trede.demo.town.staff import organisations, staff

__all__ = ["organisations", "population", "staff"]
