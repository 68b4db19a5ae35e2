"""What stands on buttons and fields of introductions."""

from bot.connections.rules.introductions import Step
from bot.threads.following import CANT, MET, NOT_YET

YES_GLADLY, NOT_NOW = "Yes, gladly", "Not now"
SAID = {MET: "We met", NOT_YET: "Not yet", CANT: "Can't this time"}
NOT_FOR_ME = "Not for me"
WITH_WHOM = "With whom would you rather not?"
TELL = "Tell what came of it"
STEP = "Did it bring you a step closer?"
STEPS = {Step.YES: "Yes, it did", Step.A_BIT: "A little", Step.NO: "Not really"}
WORDS = "What came of it? One line, if you like"
SHARE_QUESTION = "May everybody here read this line?"
SHARES = {True: "Yes, if the others agree", False: "No, keep it for me"}
SHARE, NOT_SHARE = "Yes, share it", "Please not"
INTRODUCE = "Introduce"
TO_WHOM = "To whom?"
WHY = "Why?"
WHY_HINT = "In your words; they read it."
WHY_EXAMPLE = "You both restore old radios, and live two streets apart"
