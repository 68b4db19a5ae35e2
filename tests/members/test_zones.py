"""By whose clock a typed time is meant."""

from bot.database import Tx
from bot.guilds import community
from bot.members import zones
from tests.builders import ADMIN, BEN, GUILD


def test_a_time_is_meant_in_the_members_zone_or_the_communitys_or_the_one_that_is_set(tx: Tx) -> None:
    def zone() -> str:
        return zones.zone_for(tx, guild_id=GUILD, member_id=BEN.member_id)

    assert zone() == "UTC"
    community.set_default_zone(tx, zone="Europe/Berlin")
    assert zone() == "Europe/Berlin"
    community.change(tx, actor=ADMIN, changes={"zone": "Europe/London"})
    assert zone() == "Europe/London"
    zones.choose(tx, actor=BEN, typed="Asia/Tokyo")
    assert zone() == "Asia/Tokyo"
