// Waiting for what in-process ports and links have under way: they deliver on later turns of the event loop.

/** Lets the event loop turn until nothing that started before can still be under way over `hops` links. */
export async function turns(hops = 40): Promise<void> {
  for (let turn = 0; turn < hops; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** Turns the event loop, with real timers and sockets, until the condition holds; fails after some seconds. */
export async function until(condition: () => boolean, what: string): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`waited too long until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
