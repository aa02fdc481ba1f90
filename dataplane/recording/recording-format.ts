// The constants of the recording format (RECORDING.md): magic, sizes and limits.

/** `vnetrec` and the version of the format. */
export const recordingMagic: Uint8Array = Uint8Array.of(0x76, 0x6e, 0x65, 0x74, 0x72, 0x65, 0x63, 0x01);

/** `u8 kind · u24 payload length · u32 CRC-32 of the payload · u32 CRC-32 of these eight octets`. */
export const blockHeaderBytes = 12;

/** The kinds of blocks; those of any other kind are passed over. */
export const blockKind = { session: 1, samples: 2 } as const;

/** Largest payload that is read, octets: bounds what a reader holds. */
export const maximumPayloadBytes = 2 ** 20;

/** At so much payload a writer closes the block, octets. Implementation choice. */
export const usualPayloadBytes = 2 ** 14;

/** A writer splits larger samples, so that no payload is too large even where every pair is new and every name long. Implementation choice. */
export const usualSamplePairs = 1024;

/** Machines in one session; beyond it a writer begins a new one. */
export const maximumMachines = 2 ** 17;

/** Ordered pairs in one session; beyond it a writer begins a new one. */
export const maximumPairs = 2 ** 20;

/** Octets of a name in UTF-8. */
export const maximumNameBytes = 255;

/** Times (µs since 1970: until the year 2112), durations (µs), bytes and frames of one sample stay below, so that their differences fit 53 bits. */
export const valueLimit: number = 2 ** 52;
