"""What other rooms read of editions, in one place to import from."""

from trede.offers.reading_groups import free_places, participants_of, places_of

__all__ = ["free_places", "participants_of", "places_of"]
