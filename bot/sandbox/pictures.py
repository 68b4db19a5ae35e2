"""A picture for everybody: their initials on a colour."""

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from . import riverside, simulator
from .world import World

SIDE = 96
KITH_COLOUR = "#3f4fbf"


def of(world: World) -> dict[str, tuple[str, bytes]]:
    """Return the pictures by the addresses at which simcord looks for them."""
    kith = simulator.bot(world.env)
    found = {simulator.picture_address(kith): _picture("K", KITH_COLOUR)}
    for person in riverside.PEOPLE:
        address = simulator.picture_address(world.people[person.key].user)
        found[address] = _picture(initials(person.name), person.colour)
    return {address: ("avatar.png", picture) for address, picture in found.items()}


def initials(name: str) -> str:
    return "".join(word[0] for word in name.split())


def _picture(letters: str, colour: str) -> bytes:
    """Return a PNG."""
    picture = Image.new("RGB", (SIDE, SIDE), colour)
    font = ImageFont.load_default(size=SIDE * 0.42)
    ImageDraw.Draw(picture).text((SIDE / 2, SIDE / 2), letters, fill="white", font=font, anchor="mm")
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
