// The kinds of link, apart from the schema: whoever only names them does not load the validator.

export const linkKinds = ["wss", "ws", "tcp", "udp", "vxlan", "pipe"] as const;
