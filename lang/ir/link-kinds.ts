// The kinds of link, apart from the schema: whoever only names them does not load the validator.

/**
 * Of kinds that cost the same, the first here that is allowed is taken; between sites, the first that is encrypted.
 * What a data plane can open is its own business.
 */
const kinds = {
  ws: { encrypted: false },
  wss: { encrypted: true },
  tcp: { encrypted: false },
  udp: { encrypted: true },
  vxlan: { encrypted: false },
  pipe: { encrypted: true },
} as const satisfies Record<string, { readonly encrypted: boolean }>;

export type LinkKind = keyof typeof kinds;

export const linkKinds = Object.keys(kinds) as readonly LinkKind[];

/** Whether nobody on the way can read what the link carries. */
export function isEncrypted(kind: LinkKind): boolean {
  return kinds[kind].encrypted;
}
