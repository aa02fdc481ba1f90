// The CPU time of this process, its compiler and collector threads included: other work on the machine does not lengthen it as it does the wall's.

/** Seconds since the process began. */
export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
