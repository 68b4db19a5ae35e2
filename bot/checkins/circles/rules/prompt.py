"""What everybody is asked."""

from bot.guilds.rules.typed import can_be_seen, check_line

from .circle import MOST_IN_A_PROMPT
from .refusals import NoPromptError


def check_prompt(typed: str) -> str:
    """Return a prompt in one line. Raises TooLongError, or NoPromptError where there is nothing to be seen."""
    prompt = check_line("prompt", typed, most=MOST_IN_A_PROMPT)
    if not can_be_seen(prompt):
        raise NoPromptError
    return prompt
