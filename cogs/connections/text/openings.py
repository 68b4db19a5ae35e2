"""First questions, for two who have not met. `{skill}` is what one of them would like and the other offers."""

ABOUT_A_SKILL = (
    "how did you come to **{skill}**, and what would you like to do with it?",
    "what would be a good first step with **{skill}**, an hour long at most?",
    "what did somebody once show you about **{skill}** that you never forgot?",
    "what goes wrong most often with **{skill}**, and what is your trick?",
    "if you had a free afternoon for **{skill}**, what would you begin with?",
    "what made you think of **{skill}** just now?",
    "which question about **{skill}** have you never dared to ask?",
    "what is the nicest thing that **{skill}** has brought you so far?",
)
ABOUT_ANYTHING = (
    "what has brought you to this community?",
    "what are you in the middle of just now, large or small?",
    "what could you talk about for an hour without preparing?",
    "what would make next week a good one for you?",
    "who or what has helped you lately?",
)


def opening(introduction_id: int, skills: list[str]) -> str:
    """The same one for an introduction each time."""
    if not skills:
        return ABOUT_ANYTHING[introduction_id % len(ABOUT_ANYTHING)]
    return ABOUT_A_SKILL[introduction_id % len(ABOUT_A_SKILL)].format(skill=skills[0])
