// Frames from a plugin's process: u32 length of what follows · u8 kind · u32 run · payload (structured clone). Numbers are big-endian.
import { deserialize, serialize } from "node:v8";
import { frameKinds, type FrameKind, type FramePayloads } from "./plugin-messages.ts";

const headBytes = 9;

/** Own choice: far above a plan for 10,000 VMs, far below what would harm. */
const longestBytes = 512 << 20;

/** A payload is read only when it is wanted: of many improvements the last one is. */
export class Frame {
  readonly kind: FrameKind;
  readonly run: number;
  readonly #payload: Buffer;

  constructor(kind: FrameKind, run: number, payload: Buffer) {
    this.kind = kind;
    this.run = run;
    this.#payload = payload;
  }

  /** Throws for what is no structured clone. The type is what the process says, not what it is. */
  payload<K extends FrameKind>(_kind: K): FramePayloads[K] {
    return deserialize(this.#payload) as FramePayloads[K];
  }
}

export function encodeFrame<K extends FrameKind>(kind: K, run: number, payload: FramePayloads[K]): Buffer {
  const body = serialize(payload);
  const frame = Buffer.allocUnsafe(headBytes + body.length);
  frame.writeUInt32BE(headBytes - 4 + body.length, 0);
  frame.writeUInt8(frameKinds.indexOf(kind), 4);
  frame.writeUInt32BE(run, 5);
  body.copy(frame, headBytes);
  return frame;
}

/** Puts frames together from whatever pieces arrive. */
export class FrameReader {
  #pieces: Buffer[] = [];
  #bytes = 0;
  #wanted = headBytes; // so many bytes before the next look

  /** Throws for bytes that are no frame; then nothing that follows is one. */
  *take(piece: Buffer): Generator<Frame> {
    this.#pieces.push(piece);
    this.#bytes += piece.length;
    if (this.#bytes < this.#wanted) return;
    let rest = this.#pieces.length === 1 ? piece : Buffer.concat(this.#pieces);
    for (;;) {
      this.#wanted = rest.length < headBytes ? headBytes : 4 + rest.readUInt32BE(0);
      if (this.#wanted < headBytes || this.#wanted > longestBytes)
        throw new RangeError(`a message of ${this.#wanted} bytes`);
      if (rest.length < this.#wanted) break;
      const kind = frameKinds[rest.readUInt8(4)];
      if (kind === undefined) throw new RangeError(`a message of kind ${rest.readUInt8(4)}`);
      yield new Frame(kind, rest.readUInt32BE(5), rest.subarray(headBytes, this.#wanted));
      rest = rest.subarray(this.#wanted);
    }
    this.#pieces = rest.length === 0 ? [] : [rest];
    this.#bytes = rest.length;
  }
}
