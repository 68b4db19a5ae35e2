"""What could not be sent or done is told in the organisers' channel."""

import logging

from bot.database import Tx
from bot.guilds import community
from bot.outbox import Trouble, channel, deliver

TROUBLE = "notices.trouble"
log = logging.getLogger(__name__)


def tell_organisers(tx: Tx, trouble: Trouble) -> None:
    """Write it to the log, and to the organisers' channel where there is one."""
    log.warning("%s: %s (%s)", trouble.kind, trouble.key, trouble.reason)
    channel_id = community.of(tx, trouble.guild_id).organisers_channel_id
    if channel_id is None or trouble.what == TROUBLE:  # no notice about a notice
        return
    deliver(
        tx,
        key=f"trouble:{trouble.kind}:{trouble.key}",
        kind=TROUBLE,
        guild_id=trouble.guild_id,
        target=channel(channel_id),
        subject=f"notices:{trouble.guild_id}",
        args={"kind": trouble.kind, "what": trouble.what, "subject": trouble.subject, "reason": trouble.reason},
    )
