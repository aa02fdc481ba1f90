// The instances in a folder, by the kind of file.
import { readdirSync } from "node:fs";
import path from "node:path";
import type { LeagueInstance, UnreadInstance } from "./league-instance.ts";
import { quadraticAssignmentInstance } from "./placement-instances.ts";

export interface FoundInstances {
  readonly instances: readonly LeagueInstance[];
  readonly unread: readonly UnreadInstance[];
}

/**
 * All instances in a folder and those below it, in the order of file names: QAPLIB's `.dat`, each with the `.sln` of the
 * same name wherever it lies. Other files are left alone. Throws what listing the folder throws.
 */
export function findInstances(folder: string): FoundInstances {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  const solutions = new Map(
    files.filter((file) => file.endsWith(".sln")).map((file) => [path.basename(file, ".sln"), file]),
  );
  const instances: LeagueInstance[] = [];
  const unread: UnreadInstance[] = [];
  const byName = (x: string, y: string): number => (path.basename(x) < path.basename(y) ? -1 : 1);
  for (const file of files.filter((each) => each.endsWith(".dat")).sort(byName)) {
    try {
      instances.push(quadraticAssignmentInstance(file, solutions.get(path.basename(file, ".dat"))));
    } catch (error) {
      unread.push({ file, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return { instances, unread };
}
