"""What Discord takes at most; `IN_A_…` is in characters. Source: Discord's OpenAPI description."""

CHOICES = 25
"""So many an autocomplete offers, or a select."""
BUTTONS_IN_A_ROW = 5
IN_A_CHOICE = 100
IN_A_DESCRIPTION = 100
"""Of a form's field."""
IN_A_TITLE = 45
"""Of a form."""
IN_A_MESSAGE = 2000
"""That is plain words, without components."""
