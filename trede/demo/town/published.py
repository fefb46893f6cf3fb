"""The published figures that the made-up town is held against.

Published (a test holds each of them):
- shares of the leefloon recipients of Oostende per age, 2024: POD MI, as printed in a study of the town
  (36.9 + 25.6 + 23 + 12.7 + 1.7 = 99.9; the missing tenth is rounding);
- of those on a leefloon, the share at work one year later, Flanders, May 2023: 22.5 %;
- of those on a leefloon, the share known at VDAB, Flanders, May 2023: 56 %;
- under 25, students are a considerable part, yet most are looking for work (in words only);
- most job seekers are men (in words only).

No figures are published for nationality, household, language level or barriers of Oostende's clients: the
weights in `origins.py` and elsewhere are our own guesses: enough to build software on, useless for policy.
"""

AGE_SHARES = (
    # (youngest age, oldest age, per cent of leefloon recipients)
    (18, 24, 36.9),
    (25, 34, 25.6),
    (35, 49, 23.0),
    (50, 64, 12.7),
    (65, 74, 1.7),
)
AT_WORK_AFTER_A_YEAR = 22.5
KNOWN_AT_VDAB = 56.0
