// Frames on their way into one VM's port: gathered into a slab, handed over when a slab or batch has been worked through.
import { FrameSlabWriter } from "../ethernet/frame-slab.ts";
import type { MacAddress } from "../ethernet/mac-address.ts";
import type { Port } from "../port/port.ts";

export class PortOutbox {
  readonly mac: MacAddress;
  readonly port: Port;
  readonly #writer = new FrameSlabWriter();

  constructor(mac: MacAddress, port: Port) {
    this.mac = mac;
    this.port = port;
  }

  get isEmpty(): boolean {
    return this.#writer.frames === 0;
  }

  append(bytes: Uint8Array, offset: number, length: number): void {
    this.#writer.append(bytes, offset, length);
  }

  flush(): void {
    if (this.isEmpty) return;
    this.port.sendBatch(this.#writer.view());
    this.#writer.clear();
  }
}
