"""The screens people have: the office, a phone, and the narrowest that WCAG asks for."""

SIZES = {"laptop": (1366, 768), "phone": (390, 844), "narrow": (320, 640)}
