from trede.offers.actions.adopting import adopt_catalogue

__all__ = ["adopt_catalogue"]
