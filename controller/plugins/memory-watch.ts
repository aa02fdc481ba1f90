// Watches how much memory a process holds, by what Linux says of it.
import { readFileSync } from "node:fs";

/** How often, ms. Own choice: a process that fills memory at 1 GB/s is found 50 MB past its limit. */
const intervalMs = 50;

/** Resident memory; undefined where the system does not tell, or there is no such process. */
export function residentBytes(pid: number): number | undefined {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}

/** Calls `exceeded` once when the process holds more than the limit; answers how to stop watching. Keeps no process alive. */
export function watchMemory(pid: number, limitBytes: number, exceeded: (bytes: number) => void): () => void {
  const timer = setInterval(() => {
    const bytes = residentBytes(pid);
    if (bytes === undefined || bytes <= limitBytes) return;
    clearInterval(timer);
    exceeded(bytes);
  }, intervalMs).unref();
  return () => clearInterval(timer);
}
