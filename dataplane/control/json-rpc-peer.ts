// JSON-RPC 2.0 over one WebSocket, either side may call: text messages are JSON-RPC, binary ones go to a handler.
// Every parameter and every answer is checked against its schema, in both directions.
import type { RawData, WebSocket } from "ws";
import { z } from "zod";
import { DataplaneError, messageOf } from "../dataplane-errors.ts";

export interface MethodTable {
  readonly [method: string]: { readonly params: z.ZodType; readonly result: z.ZodType };
}
type Params<T extends MethodTable, M extends keyof T> = z.infer<T[M]["params"]>;
type Result<T extends MethodTable, M extends keyof T> = z.infer<T[M]["result"]>;

/** One function per method that this side serves; what it throws becomes the error answer. */
export type Handlers<T extends MethodTable> = {
  readonly [M in keyof T]: (params: Params<T, M>) => Result<T, M> | Promise<Result<T, M>>;
};

/** Error codes of the JSON-RPC 2.0 specification, section 5.1; -32000 is ours: the method was understood and declined. */
const rpcErrors = {
  parse: -32700,
  invalidRequest: -32600,
  unknownMethod: -32601,
  invalidParams: -32602,
  declined: -32000,
} as const;

const idSchema = z.int().min(0);
const messageSchema = z.union([
  z.strictObject({
    jsonrpc: z.literal("2.0"),
    method: z.string(),
    params: z.unknown(),
    id: idSchema.optional(),
  }),
  z.strictObject({ jsonrpc: z.literal("2.0"), id: idSchema, result: z.unknown() }),
  z.strictObject({
    jsonrpc: z.literal("2.0"),
    id: idSchema.nullable(),
    error: z.strictObject({ code: z.number(), message: z.string() }),
  }),
]);
type Message = z.infer<typeof messageSchema>;

interface PendingCall {
  readonly method: string;
  settle(answer: { result: unknown } | { error: DataplaneError }): void;
}

interface PeerOptions<Mine extends MethodTable, Theirs extends MethodTable> {
  /** Who is at the other end, for messages; `peerName` of the peer may be made more exact later. */
  readonly peerName: string;
  readonly serves: Mine;
  /** Left out: every call is declined until `handlers` of the peer is set. */
  readonly handlers?: Handlers<Mine>;
  readonly calls: Theirs;
  /** Longest wait for an answer, seconds. */
  readonly callSeconds: number;
  /** A binary message; it is the handler's to keep. */
  onBinary?(message: Uint8Array): void;
}

/**
 * Messages are handled in the order in which they arrived; answers of asynchronous handlers may overtake each other.
 * A message that breaks the protocol closes the connection (code 1002).
 */
export class JsonRpcPeer<Mine extends MethodTable, Theirs extends MethodTable> {
  readonly #socket: WebSocket;
  readonly #options: PeerOptions<Mine, Theirs>;
  readonly #pending = new Map<number, PendingCall>();
  #nextId = 0;
  /** For messages, e.g. "daemon `a`". */
  peerName: string;
  handlers: Handlers<Mine> | undefined;

  constructor(socket: WebSocket, options: PeerOptions<Mine, Theirs>) {
    this.peerName = options.peerName;
    this.handlers = options.handlers;
    this.#socket = socket;
    this.#options = options;
    socket.on("message", (data, isBinary) => this.#receive(asBytes(data), isBinary));
    socket.on("close", () => this.#failAll());
  }

  /** Calls the other side. Rejects with VNET_ERR_REQUEST_REFUSED, VNET_ERR_CALL_TIMEOUT or VNET_ERR_CONTROL_LOST. */
  async call<M extends keyof Theirs & string>(
    method: M,
    params: Params<Theirs, M>,
  ): Promise<Result<Theirs, M>> {
    if (this.#socket.readyState !== this.#socket.OPEN) throw this.#lost(method);
    const id = this.#nextId++;
    const answer = new Promise<unknown>((resolve, reject) => {
      const limit = setTimeout(
        () => this.#settle(id, { error: this.#timedOut(method) }),
        this.#options.callSeconds * 1000,
      );
      this.#pending.set(id, {
        method,
        settle: (outcome) => {
          clearTimeout(limit);
          if ("error" in outcome) reject(outcome.error);
          else resolve(outcome.result);
        },
      });
    });
    this.#send({ jsonrpc: "2.0", id, method, params });
    const checked = this.#options.calls[method].result.safeParse(await answer);
    if (checked.success) return checked.data as Result<Theirs, M>;
    throw this.#refused(
      `answered \`${method}\` with something else: ${oneLine(z.prettifyError(checked.error))}`,
    );
  }

  /** Tells the other side, without an answer; dropped when the connection is gone. */
  notify<M extends keyof Theirs & string>(method: M, params: Params<Theirs, M>): void {
    this.#send({ jsonrpc: "2.0", method, params });
  }

  /** Sends a binary message, in order with the calls; dropped when the connection is gone. */
  sendBinary(message: Uint8Array): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(message, { binary: true });
  }

  #send(message: Message): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  #receive(bytes: Buffer, isBinary: boolean): void {
    if (isBinary) {
      if (this.#options.onBinary) this.#options.onBinary(bytes);
      else this.#breakOff(rpcErrors.invalidRequest, "no binary message is expected here");
      return;
    }
    let value: unknown;
    try {
      value = JSON.parse(bytes.toString("utf8"));
    } catch {
      return this.#breakOff(rpcErrors.parse, "the message is not JSON");
    }
    const message = messageSchema.safeParse(value);
    if (!message.success) return this.#breakOff(rpcErrors.invalidRequest, "the message is not JSON-RPC 2.0");
    if ("method" in message.data) void this.#serve(message.data);
    else if ("error" in message.data) this.#declined(message.data);
    else this.#settle(message.data.id, { result: message.data.result });
  }

  async #serve({ method, params, id }: Extract<Message, { method: string }>): Promise<void> {
    if (!Object.hasOwn(this.#options.serves, method))
      return this.#answerError(id, rpcErrors.unknownMethod, `there is no method \`${method}\``);
    const checked = this.#options.serves[method].params.safeParse(params);
    if (!checked.success)
      return this.#answerError(id, rpcErrors.invalidParams, oneLine(z.prettifyError(checked.error)));
    try {
      const handler = this.handlers?.[method];
      if (!handler) throw new DataplaneError("VNET_ERR_REQUEST_REFUSED", "this side is not ready");
      const result: unknown = await handler(checked.data as never);
      if (id !== undefined) this.#send({ jsonrpc: "2.0", id, result });
    } catch (error) {
      this.#answerError(id, rpcErrors.declined, messageOf(error));
    }
  }

  #answerError(id: number | undefined, code: number, message: string): void {
    if (id !== undefined) this.#send({ jsonrpc: "2.0", id, error: { code, message } });
    else if (code !== rpcErrors.declined) this.#breakOff(code, message); // nobody waits who could be told
  }

  #declined({ id, error }: Extract<Message, { error: unknown }>): void {
    if (id === null) return;
    const call = this.#pending.get(id);
    if (call)
      this.#settle(id, { error: this.#refused(`declined \`${call.method}\`: ${oneLine(error.message)}`) });
  }

  #settle(id: number, answer: Parameters<PendingCall["settle"]>[0]): void {
    const call = this.#pending.get(id);
    this.#pending.delete(id);
    call?.settle(answer); // an answer that comes after the time limit finds nobody
  }

  #breakOff(code: number, message: string): void {
    this.#send({ jsonrpc: "2.0", id: null, error: { code, message } });
    this.#socket.close(1002, message.slice(0, 120));
  }

  #failAll(): void {
    for (const [id, { method }] of this.#pending) this.#settle(id, { error: this.#lost(method) });
  }

  #refused(what: string): DataplaneError {
    return new DataplaneError("VNET_ERR_REQUEST_REFUSED", `${this.peerName} ${what}`);
  }

  #lost(method: string): DataplaneError {
    return new DataplaneError(
      "VNET_ERR_CONTROL_LOST",
      `the control connection to ${this.peerName} ended before \`${method}\` was answered`,
    );
  }

  #timedOut(method: string): DataplaneError {
    const { callSeconds } = this.#options;
    return new DataplaneError(
      "VNET_ERR_CALL_TIMEOUT",
      `${this.peerName} did not answer \`${method}\` within ${callSeconds} s`,
    );
  }
}

/** The bytes of a message, whichever form the socket hands over; a copy only where the socket would reuse them. */
function asBytes(data: RawData): Buffer {
  if (Buffer.isBuffer(data)) return data;
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data);
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, "; ");
}
