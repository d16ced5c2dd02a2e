"""A mail server that takes every mail and keeps none, as cheap as it can be: it must not be what is measured.

python -m config.bench.sink PORT [MILLISECONDS]     answers each mail after so long; says "ready" when it listens
"""

import asyncio
import sys

from .ground import HOST


async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, delay: float) -> None:
    """One conversation, until the other side says good-bye or leaves."""
    writer.write(b"220 bench\r\n")
    while line := await reader.readline():
        word = line[:4].upper()
        if word == b"DATA":
            writer.write(b"354 go on\r\n")
            await reader.readuntil(b"\r\n.\r\n")
            await asyncio.sleep(delay)
        writer.write(b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n")
        if word == b"QUIT":
            break
    writer.close()


async def serve(port: int, delay: float) -> None:
    """Listen until the process is ended."""
    server = await asyncio.start_server(lambda reader, writer: talk(reader, writer, delay), HOST, port, limit=2**20)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2]) / 1000 if len(sys.argv) > 2 else 0))
