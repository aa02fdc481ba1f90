// The tree of a policy file, as written. What the parser could not recover is left out.
import type { Span } from "../source/span.ts";
import type { CallExpression, Expression, Name } from "./expression.ts";

/** `n1` or `n1..n4`. */
export interface NameRange {
  readonly first: Name;
  readonly last: Name | undefined;
  readonly span: Span;
}
export interface Attribute {
  readonly name: Name;
  readonly value: Expression;
}
export interface Endpoint {
  readonly site: boolean;
  readonly name: Name;
}
export interface Ends {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly both: boolean;
}
/** A VM's name, a MAC address, or the name `any`. */
export interface Matcher {
  readonly not: boolean;
  readonly mac: boolean;
  readonly name: Name;
}

interface Item {
  /** The whole declaration. */
  readonly span: Span;
}

export interface HostItem extends Item {
  readonly kind: "proxy" | "host";
  readonly names: readonly NameRange[];
  readonly attributes: readonly Attribute[];
}
export interface SiteItem extends Item {
  readonly kind: "site";
  readonly name: Name;
  readonly attributes: readonly Attribute[];
}
export interface VmItem extends Item {
  readonly kind: "vm";
  readonly names: readonly NameRange[];
  readonly on: Name | undefined;
  readonly attributes: readonly Attribute[];
}
export interface EndsItem extends Item {
  readonly kind: "path" | "link" | "allow" | "deny";
  readonly ends: Ends;
  readonly attributes: readonly Attribute[];
}
export interface OverlayItem extends Item {
  readonly kind: "overlay";
  readonly call: CallExpression;
  readonly attributes: readonly Attribute[];
}
export interface ForwardItem extends Item {
  readonly kind: "forward";
  readonly source: Matcher;
  readonly destination: Matcher;
  readonly via: readonly Name[];
  readonly attributes: readonly Attribute[];
}
export interface PinItem extends Item {
  readonly kind: "pin";
  readonly vm: Name;
  readonly host: Name;
}
export interface GroupItem extends Item {
  readonly kind: "together" | "apart";
  readonly names: readonly NameRange[];
}
export type NetworkItem =
  HostItem | SiteItem | VmItem | EndsItem | OverlayItem | ForwardItem | PinItem | GroupItem;

export interface NetworkDeclaration extends Item {
  readonly kind: "network";
  readonly name: Name;
  readonly items: readonly NetworkItem[];
}
export interface InferDeclaration extends Item {
  readonly kind: "infer";
  readonly attributes: readonly Attribute[];
}
export interface LimitEntry extends Item {
  readonly name: Name;
  readonly strict: boolean;
  readonly value: Expression;
  readonly per: Expression | undefined;
}
export interface LimitDeclaration extends Item {
  readonly kind: "limit";
  readonly entries: readonly LimitEntry[];
}
export interface ObjectiveDeclaration extends Item {
  readonly kind: "objective";
  readonly name: Name;
  readonly maximize: boolean;
  readonly expression: Expression;
}
export interface Action extends Item {
  readonly verb: Name;
  readonly using: Name | undefined;
  readonly attributes: readonly Attribute[];
  /** What `hold` and `alert` take. */
  readonly argument: Expression | undefined;
}
export interface RuleSetting extends Item {
  readonly key: "cooldown" | "priority" | "until";
  readonly value: Expression;
}
export interface RuleDeclaration extends Item {
  readonly kind: "rule";
  readonly name: Name;
  readonly title: Expression | undefined;
  readonly forEach: { variable: Name; list: Expression; where: Expression | undefined } | undefined;
  readonly when: Expression;
  readonly holds: Expression | undefined;
  readonly actions: readonly Action[];
  readonly settings: readonly RuleSetting[];
}
export type Statement = Item &
  (
    | {
        readonly kind: "link";
        readonly from: Expression;
        readonly to: Expression;
        readonly both: boolean;
        readonly attributes: readonly Attribute[];
      }
    | { readonly kind: "let"; readonly name: Name; readonly value: Expression }
    | { readonly kind: "for"; readonly name: Name; readonly list: Expression; readonly body: Block }
    | {
        readonly kind: "if";
        readonly branches: readonly { condition: Expression; body: Block }[];
        readonly otherwise: Block | undefined;
      }
  );
export type Block = readonly Statement[];
export interface TopologyDeclaration extends Item {
  readonly kind: "topology";
  readonly name: Name;
  readonly parameters: readonly Name[];
  readonly body: Block;
}
export interface PluginDeclaration extends Item {
  readonly kind: "plugin";
  readonly name: Name;
  readonly from: Expression;
  readonly attributes: readonly Attribute[];
}
export type Given = Item &
  (
    | { readonly kind: "traffic-file"; readonly file: Expression }
    | {
        readonly kind: "traffic";
        readonly call: CallExpression;
        readonly rate: Expression;
        readonly lasts: Expression | undefined;
      }
    | { readonly kind: "vm"; readonly vm: Name; readonly host: Name }
    | { readonly kind: "host"; readonly host: Name; readonly attributes: readonly Attribute[] }
    | { readonly kind: "path"; readonly ends: Ends; readonly attributes: readonly Attribute[] }
    | {
        readonly kind: "fault";
        readonly restore: boolean;
        readonly host: Name;
        readonly other: Name | undefined;
      }
  );
export type TestStep = Item &
  (
    | { readonly kind: "given"; readonly given: Given }
    | { readonly kind: "at"; readonly at: Expression; readonly given: Given }
    | { readonly kind: "expect"; readonly condition: Expression; readonly within: Expression | undefined }
  );
export interface TestDeclaration extends Item {
  readonly kind: "test";
  readonly title: Expression;
  readonly steps: readonly TestStep[];
}
export interface ImportDeclaration extends Item {
  readonly specifier: Expression;
  readonly alias: Name | undefined;
}

export type Declaration =
  | NetworkDeclaration
  | InferDeclaration
  | LimitDeclaration
  | ObjectiveDeclaration
  | RuleDeclaration
  | TopologyDeclaration
  | PluginDeclaration
  | TestDeclaration;

export interface PolicyTree {
  readonly edition: Expression | undefined;
  readonly imports: readonly ImportDeclaration[];
  readonly declarations: readonly Declaration[];
  /** How many pairs of parentheses stand around an expression: for the formatter, which keeps them. */
  readonly parenthesised: ReadonlyMap<Expression, number>;
  /** Words of the text that recovery skipped: what they declared is not in the tree, so its absence is no mistake. */
  readonly skipped: ReadonlySet<string>;
  /** A declaration of hosts, VMs or sites could not be read, and what it declares is not known. */
  readonly namesAreLost: boolean;
}
