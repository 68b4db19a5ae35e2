"""Serve on a free port of the loopback until told to stop by SIGTERM, or until stdin closes."""

import argparse
import asyncio
import json
import os
import signal
import sys
import threading

from aiohttp import web

from .answers import Answers
from .channels import Channels
from .control import Control
from .faults import Faults
from .gateway import Gateway
from .rest import Rest, gatekeeper
from .seeding import seed
from .shapes import WorldSeed
from .world import World

API = "/api/v10"


def assemble(world: World) -> tuple[web.Application, Gateway]:
    gateway = Gateway(world)
    faults = Faults(world.changes, API)
    api = web.Application(middlewares=[faults.middleware(), gatekeeper(world, API)])
    for part in (Rest(world), Channels(world, gateway), Answers(world, gateway)):
        api.add_routes(part.routes())
    app = web.Application()
    app.add_subapp(API, api)
    app.add_routes([*gateway.routes(), *Control(world, gateway, faults).routes()])
    return app, gateway


async def serve(wanted: WorldSeed) -> None:
    world = World()
    seed(world, wanted)
    app, gateway = assemble(world)
    told_to_stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, told_to_stop.set)
    _stop_with_stdin(told_to_stop)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    sys.stdout.write(json.dumps({"port": runner.addresses[0][1]}) + "\n")
    sys.stdout.flush()
    await told_to_stop.wait()
    await gateway.close()
    await runner.cleanup()


def _stop_with_stdin(told_to_stop: asyncio.Event) -> None:
    """Whoever started us holds the other end: when they are gone, however that came, we end too."""
    loop = asyncio.get_running_loop()

    def read() -> None:
        while os.read(0, 4096):
            pass
        loop.call_soon_threadsafe(told_to_stop.set)

    threading.Thread(target=read, daemon=True).start()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="stub", description=__doc__)
    parser.add_argument("--world", type=json.loads, default={}, help="JSON, as POST /control/world takes it")
    asyncio.run(serve(parser.parse_args().world))
