"""A line to a server that takes its time: each way the bytes arrive so much later, in their order.

    python -m tests.walks.slow_line HOST PORT DELAY_MILLISECONDS

Prints the port on which it listens, on this computer only, and ends with its standard input.
"""

import asyncio
import sys

_CHUNK = 1 << 16


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, delay: float) -> None:
    """Everything read is written `delay` seconds after it came."""
    clock = asyncio.get_running_loop()
    waiting: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

    async def read() -> None:
        while chunk := await reader.read(_CHUNK):
            waiting.put_nowait((clock.time() + delay, chunk))
        waiting.put_nowait((clock.time() + delay, b""))

    reading = asyncio.ensure_future(read())
    try:
        while True:
            due, chunk = await waiting.get()
            await asyncio.sleep(max(0.0, due - clock.time()))
            if not chunk:
                break
            writer.write(chunk)
            await writer.drain()
    except ConnectionError:
        pass
    finally:
        reading.cancel()
        writer.close()


async def _serve(host: str, port: int, delay: float) -> None:
    async def connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection(host, port)
        try:
            await asyncio.gather(
                _carry(reader, far_writer, delay), _carry(far_reader, writer, delay), return_exceptions=True
            )
        except asyncio.CancelledError:  # the line ends; who hears of it would print it
            far_writer.close()

    server = await asyncio.start_server(connect, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.read)
    server.close()


if __name__ == "__main__":
    asyncio.run(_serve(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]) / 1000))
