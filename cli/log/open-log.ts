// The log of a process on standard error, by pino: JSON lines, or readable ones for a terminal. Loaded only by those who log.
import type { pino as Pino } from "pino";
import { logEvents, type LogLevel } from "./log-events.ts";
import { type Log, silentLog } from "./log.ts";
import { readableLine } from "./readable-line.ts";

export const logFormats = ["human", "json"] as const;
export type LogFormat = (typeof logFormats)[number];

export interface LogSettings {
  readonly level: LogLevel;
  /** Left out: readable on a terminal, else JSON. */
  readonly format: LogFormat | undefined;
  readonly role: "daemon" | "controller";
  /** Of a daemon: its own name. */
  readonly host?: string;
}

/** Everything is written synchronously: no worker, nothing to flush, nothing lost at the end. */
export async function openLog({ level, format, role, host }: LogSettings): Promise<Log> {
  if (level === "silent") return { ...silentLog, isAllJson: format === "json" };
  const { pino } = await import("pino");
  const { stderr } = process;
  const isHuman = (format ?? (stderr.isTTY ? "human" : "json")) === "human";
  const write = (line: string): void => void stderr.write(isHuman ? readableLine(line) : line);
  const logger: Pino.Logger = pino(
    {
      level,
      base: { role, ...(host !== undefined && { host }), pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write },
  );
  return {
    level,
    isAllJson: format === "json",
    isHuman,
    write(event, message, fields: { readonly seconds?: number | undefined }) {
      const { seconds } = fields;
      const rounded = seconds !== undefined && { seconds: Number(seconds.toFixed(6)) };
      logger[logEvents[event].level]({ event, ...fields, ...rounded }, message);
    },
    relay: (line) => write(`${line}\n`),
  };
}
