"""Tell Discord about the commands, when they have changed."""

import hashlib
import json
import logging
from typing import TYPE_CHECKING

from bot.database import facts

if TYPE_CHECKING:
    from .app import App

log = logging.getLogger(__name__)


async def sync_commands(app: "App") -> bool:
    """Sync if the commands differ from those that were synced last for this application. Return whether they did."""
    payload = [command.to_dict(app.tree) for command in app.tree.get_commands()]
    digest = hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()
    name = f"discord_app.commands:{app.application_id}"
    known = await app.db.read(facts.recall, name)
    if known is not None and known[0] == digest:
        return False
    await app.tree.sync()
    await app.db.write(facts.remember, name, digest)
    log.info("commands are synced")
    return True
