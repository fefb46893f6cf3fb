"""A made-up town, calibrated on published figures: nobody in it exists."""
