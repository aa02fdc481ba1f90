// The grammar of `network`: hosts, sites, VMs, paths, links, forwarding and placement.
import type { Rule } from "./base-parser.ts";
import type { Name } from "./expression.ts";
import { ExpressionParser } from "./expression-parser.ts";
import * as t from "./tokens.ts";
import type {
  Attribute,
  Endpoint,
  Ends,
  Matcher,
  NameRange,
  NetworkDeclaration,
  NetworkItem,
} from "./tree.ts";

const { proxy, host, site, vm, path, link, overlay, allow, deny, forward, pin, together, apart } = t.keyword;
const networkStarters = [
  proxy,
  host,
  site,
  vm,
  path,
  link,
  overlay,
  allow,
  deny,
  forward,
  pin,
  together,
  apart,
];

/** A `NetworkItem` before its span is known. */
type NetworkItemBody = NetworkItem extends infer I
  ? I extends NetworkItem
    ? Omit<I, "span">
    : never
  : never;

export abstract class NetworkParser extends ExpressionParser {
  protected name: Rule<Name> = this.RULE("name", () => {
    const token = this.CONSUME(t.Name);
    return this.ACTION<Name | undefined>(() => this.nameOf(token));
  });

  protected attributes: Rule<readonly Attribute[]> = this.RULE(
    "attributes",
    () => {
      const attributes: Attribute[] = [];
      this.CONSUME(t.LeftBrace);
      this.MANY({
        // A keyword without a colon begins the next declaration: the brace was forgotten.
        GATE: () => this.nextIs(t.Colon, 2) || this.LA(1).tokenType === t.Identifier,
        DEF: () => {
          const name = this.CONSUME(t.Name);
          this.CONSUME(t.Colon);
          const value = this.SUBRULE(this.expression);
          this.OPTION(() => this.CONSUME(t.Comma));
          this.ACTION(() => attributes.push({ name: this.nameOf(name), value }));
        },
      });
      this.CONSUME(t.RightBrace);
      return attributes;
    },
    { recoveryValueFunc: () => [] },
  );

  /** `{ … }` or nothing. */
  protected optionalAttributes: Rule<readonly Attribute[]> = this.RULE(
    "optionalAttributes",
    () => this.OPTION(() => this.SUBRULE(this.attributes)) ?? [],
    { recoveryValueFunc: () => [] },
  );

  protected names: Rule<readonly NameRange[]> = this.RULE("names", () => {
    const names: NameRange[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: t.Comma,
      DEF: () => {
        const first = this.CONSUME(t.Name);
        const last = this.OPTION(() => {
          this.CONSUME(t.Range);
          return this.CONSUME2(t.Name);
        });
        this.ACTION(() =>
          names.push({
            first: this.nameOf(first),
            last: last === undefined ? undefined : this.nameOf(last),
            span: this.spanFrom(first),
          }),
        );
      },
    });
    return names;
  });

  private endpoint: Rule<Endpoint> = this.RULE("endpoint", () =>
    this.OR([
      {
        GATE: () => this.nextIs(t.Name, 2),
        ALT: () => {
          this.CONSUME(t.keyword.site);
          const name = this.CONSUME(t.Name);
          return this.ACTION(() => ({ site: true, name: this.nameOf(name) }));
        },
        IGNORE_AMBIGUITIES: true,
      },
      {
        ALT: () => {
          const name = this.CONSUME2(t.Name);
          return this.ACTION(() => ({ site: false, name: this.nameOf(name) }));
        },
      },
    ]),
  );

  /** `<->` or `->`; true for both ways. */
  protected arrow: Rule<boolean> = this.RULE("arrow", () =>
    this.OR([{ ALT: () => (this.CONSUME(t.Both), true) }, { ALT: () => (this.CONSUME(t.Arrow), false) }]),
  );

  protected ends: Rule<Ends> = this.RULE("ends", () => {
    const from = this.SUBRULE(this.endpoint);
    const both = this.SUBRULE(this.arrow) ?? true;
    const to = this.SUBRULE2(this.endpoint);
    return this.ACTION<Ends | undefined>(() =>
      from === undefined || to === undefined ? undefined : { from, to, both },
    );
  });

  private matcher: Rule<Matcher> = this.RULE("matcher", () => {
    const not = this.OPTION(() => this.CONSUME(t.Not)) !== undefined;
    const token = this.OR([{ ALT: () => this.CONSUME(t.Name) }, { ALT: () => this.CONSUME(t.Mac) }]);
    return this.ACTION<Matcher | undefined>(() => {
      const mac = token.tokenType === t.Mac || token.tokenType === t.MalformedMac;
      return { not, mac, name: this.nameOf(token) };
    });
  });

  protected network: Rule<NetworkDeclaration> = this.RULE("network", () => {
    const items: NetworkItem[] = [];
    const first = this.CONSUME(t.keyword.network);
    const name = this.CONSUME(t.Name);
    this.CONSUME(t.LeftBrace);
    this.ACTION(() => this.skipJunk("network", networkStarters));
    this.MANY(() => {
      const item = this.SUBRULE(this.networkItem);
      this.ACTION(() => {
        if (item !== undefined) items.push(item);
        this.skipJunk("network", networkStarters);
      });
    });
    this.CONSUME(t.RightBrace);
    return this.ACTION<NetworkDeclaration | undefined>(() => ({
      kind: "network",
      name: this.nameOf(name),
      items,
      span: this.spanFrom(first),
    }));
  });

  private networkItem: Rule<NetworkItem> = this.RULE("networkItem", () => {
    const first = this.ACTION(() => this.LA(1));
    const item = this.OR<NetworkItemBody | undefined>([
      { ALT: () => this.SUBRULE(this.hostItem) },
      { ALT: () => this.SUBRULE(this.siteItem) },
      { ALT: () => this.SUBRULE(this.vmItem) },
      { ALT: () => this.SUBRULE(this.endsItem) },
      { ALT: () => this.SUBRULE(this.overlayItem) },
      { ALT: () => this.SUBRULE(this.forwardItem) },
      { ALT: () => this.SUBRULE(this.pinItem) },
      { ALT: () => this.SUBRULE(this.groupItem) },
    ]);
    return this.ACTION<NetworkItem | undefined>(() =>
      item === undefined ? undefined : { ...item, span: this.spanFrom(first) },
    );
  });

  private hostItem: Rule<NetworkItemBody> = this.RULE("hostItem", () => {
    const token = this.OR([
      { ALT: () => this.CONSUME(t.keyword.proxy) },
      { ALT: () => this.CONSUME(t.keyword.host) },
    ]);
    const names = this.SUBRULE(this.names) ?? [];
    const attributes = this.SUBRULE(this.optionalAttributes) ?? [];
    return this.ACTION<NetworkItemBody | undefined>(() => ({
      kind: token.tokenType === t.keyword.proxy ? "proxy" : "host",
      names,
      attributes,
    }));
  });

  private siteItem: Rule<NetworkItemBody> = this.RULE("siteItem", () => {
    this.CONSUME(t.keyword.site);
    const name = this.SUBRULE(this.name);
    const attributes = this.SUBRULE(this.optionalAttributes) ?? [];
    return this.ACTION<NetworkItemBody | undefined>(() =>
      name === undefined ? undefined : { kind: "site", name, attributes },
    );
  });

  private vmItem: Rule<NetworkItemBody> = this.RULE("vmItem", () => {
    this.CONSUME(t.keyword.vm);
    const names = this.SUBRULE(this.names) ?? [];
    const on = this.OPTION(() => {
      this.CONSUME(t.keyword.on);
      return this.SUBRULE(this.name);
    });
    const attributes = this.SUBRULE(this.optionalAttributes) ?? [];
    return this.ACTION<NetworkItemBody>(() => ({ kind: "vm", names, on, attributes }));
  });

  private endsItem: Rule<NetworkItemBody> = this.RULE("endsItem", () => {
    const kind = this.OR<"path" | "link" | "allow" | "deny">([
      { ALT: () => (this.CONSUME(t.keyword.path), "path") },
      { ALT: () => (this.CONSUME(t.keyword.link), "link") },
      { ALT: () => (this.CONSUME(t.keyword.allow), this.CONSUME2(t.keyword.link), "allow") },
      { ALT: () => (this.CONSUME(t.keyword.deny), this.CONSUME3(t.keyword.link), "deny") },
    ]);
    const ends = this.SUBRULE(this.ends);
    const attributes = this.SUBRULE(this.optionalAttributes) ?? [];
    return this.ACTION<NetworkItemBody | undefined>(() =>
      ends === undefined ? undefined : { kind, ends, attributes },
    );
  });

  private overlayItem: Rule<NetworkItemBody> = this.RULE("overlayItem", () => {
    this.CONSUME(t.keyword.overlay);
    const call = this.SUBRULE(this.call);
    const attributes = this.SUBRULE(this.optionalAttributes) ?? [];
    return this.ACTION<NetworkItemBody | undefined>(() =>
      call === undefined ? undefined : { kind: "overlay", call, attributes },
    );
  });

  private forwardItem: Rule<NetworkItemBody> = this.RULE("forwardItem", () => {
    const via: Name[] = [];
    this.CONSUME(t.keyword.forward);
    const source = this.SUBRULE(this.matcher);
    this.CONSUME(t.Arrow);
    const destination = this.SUBRULE2(this.matcher);
    this.CONSUME(t.keyword.via);
    this.AT_LEAST_ONE_SEP({
      SEP: t.Comma,
      DEF: () => {
        const name = this.SUBRULE(this.name);
        this.ACTION(() => {
          if (name !== undefined) via.push(name);
        });
      },
    });
    const attributes = this.SUBRULE(this.optionalAttributes) ?? [];
    return this.ACTION<NetworkItemBody | undefined>(() =>
      source === undefined || destination === undefined
        ? undefined
        : { kind: "forward", source, destination, via, attributes },
    );
  });

  private pinItem: Rule<NetworkItemBody> = this.RULE("pinItem", () => {
    this.CONSUME(t.keyword.pin);
    const vm = this.SUBRULE(this.name);
    this.CONSUME(t.keyword.on);
    const host = this.SUBRULE2(this.name);
    return this.ACTION<NetworkItemBody | undefined>(() =>
      vm === undefined || host === undefined ? undefined : { kind: "pin", vm, host },
    );
  });

  private groupItem: Rule<NetworkItemBody> = this.RULE("groupItem", () => {
    const kind = this.OR<"together" | "apart">([
      { ALT: () => (this.CONSUME(t.keyword.together), "together") },
      { ALT: () => (this.CONSUME(t.keyword.apart), "apart") },
    ]);
    const names = this.SUBRULE(this.names) ?? [];
    return this.ACTION<NetworkItemBody>(() => ({ kind, names }));
  });
}
