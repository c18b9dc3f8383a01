/**
 * The part of the Common Expression Language that Inngest configurations use: literals, member access, comparison,
 * logic, arithmetic, `in`, the ternary, `has()`, `size()`, `string()` and the three string tests. Anything else does
 * not compile, which refuses the function at registration instead of misreading it at night.
 *
 * Two missing values are not equal: `event.data.x == async.data.x` must not match when neither side has an `x`.
 */

export type Scope = Record<string, unknown>;
export type Expression = (scope: Scope) => unknown;

type Token = { kind: "number" | "string" | "name" | "symbol" | "end"; text: string };

const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?)|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|([A-Za-z_]\w*)|(==|!=|<=|>=|&&|\|\||[-+*/%<>!?:.,()[\]]))/y;

const BINARY: Record<string, { power: number; apply: (left: unknown, right: unknown) => unknown }> = {
  "==": { power: 3, apply: equal },
  "!=": { power: 3, apply: (left, right) => !equal(left, right) },
  "<": { power: 3, apply: (left, right) => order(left, right, (sign) => sign < 0) },
  "<=": { power: 3, apply: (left, right) => order(left, right, (sign) => sign <= 0) },
  ">": { power: 3, apply: (left, right) => order(left, right, (sign) => sign > 0) },
  ">=": { power: 3, apply: (left, right) => order(left, right, (sign) => sign >= 0) },
  in: { power: 3, apply: contains },
  "+": { power: 4, apply: add },
  "-": { power: 4, apply: (left, right) => Number(left) - Number(right) },
  "*": { power: 5, apply: (left, right) => Number(left) * Number(right) },
  "/": { power: 5, apply: (left, right) => Number(left) / Number(right) },
  "%": { power: 5, apply: (left, right) => Number(left) % Number(right) },
};

const CALLS: Record<string, (value: unknown) => unknown> = {
  has: (value) => value !== undefined && value !== null,
  size: (value) =>
    typeof value === "string" || Array.isArray(value) ? value.length : Object.keys(Object(value)).length,
  string: (value) => String(value ?? ""),
};

const METHODS: Record<string, (text: string, argument: string) => boolean> = {
  startsWith: (text, argument) => text.startsWith(argument),
  endsWith: (text, argument) => text.endsWith(argument),
  contains: (text, argument) => text.includes(argument),
};

const compiled = new Map<string, Expression>();

/**
 * Compiles an expression, once per text.
 * @returns a function of the variables in scope; a path that leads nowhere is `undefined`.
 * @throws Error naming what the engine does not understand.
 */
export function compile(source: string): Expression {
  const known = compiled.get(source);
  if (known) return known;
  const expression = new Parser(source).parse();
  compiled.set(source, expression);
  return expression;
}

class Parser {
  private readonly tokens: Token[];
  private position = 0;

  constructor(private readonly source: string) {
    this.tokens = tokenize(source);
  }

  parse(): Expression {
    const expression = this.ternary();
    if (this.peek().kind !== "end") this.refuse();
    return expression;
  }

  private ternary(): Expression {
    const condition = this.or();
    if (!this.take("?")) return condition;
    const yes = this.ternary();
    this.expect(":");
    const no = this.ternary();
    return (scope) => (condition(scope) === true ? yes(scope) : no(scope));
  }

  private or(): Expression {
    const left = this.and();
    if (!this.take("||")) return left;
    const right = this.or();
    return (scope) => left(scope) === true || right(scope) === true;
  }

  private and(): Expression {
    const left = this.binary(3);
    if (!this.take("&&")) return left;
    const right = this.and();
    return (scope) => left(scope) === true && right(scope) === true;
  }

  private binary(power: number): Expression {
    let left = this.unary();
    for (;;) {
      const operator = BINARY[this.peek().text];
      if (!operator || this.peek().kind === "string" || operator.power < power) return left;
      this.position += 1;
      const first = left;
      const second = this.binary(operator.power + 1);
      left = (scope) => operator.apply(first(scope), second(scope));
    }
  }

  private unary(): Expression {
    if (this.take("!")) {
      const inner = this.unary();
      return (scope) => inner(scope) !== true;
    }
    if (this.take("-")) {
      const inner = this.unary();
      return (scope) => -Number(inner(scope));
    }
    return this.path(this.primary());
  }

  private path(start: Expression): Expression {
    let current = start;
    for (;;) {
      const target = current;
      if (this.take(".")) {
        const name = this.name();
        const method = METHODS[name];
        if (method && this.take("(")) {
          const argument = this.ternary();
          this.expect(")");
          current = (scope) => method(String(target(scope) ?? ""), String(argument(scope) ?? ""));
        } else {
          current = (scope) => member(target(scope), name);
        }
      } else if (this.take("[")) {
        const key = this.ternary();
        this.expect("]");
        current = (scope) => member(target(scope), key(scope));
      } else {
        return current;
      }
    }
  }

  private primary(): Expression {
    const token = this.next();
    if (token.kind === "number") return constant(Number(token.text));
    if (token.kind === "string") return constant(unquote(token.text));
    if (token.text === "(") {
      const inner = this.ternary();
      this.expect(")");
      return inner;
    }
    if (token.text === "[") return this.list();
    if (token.kind !== "name") return this.refuse();
    if (token.text === "true") return constant(true);
    if (token.text === "false") return constant(false);
    if (token.text === "null") return constant(null);
    if (this.peek().text === "(") return this.call(token.text);
    return (scope) => scope[token.text];
  }

  private list(): Expression {
    const items: Expression[] = [];
    while (!this.take("]")) {
      items.push(this.ternary());
      if (this.peek().text !== "]") this.expect(",");
    }
    return (scope) => items.map((item) => item(scope));
  }

  private call(name: string): Expression {
    const apply = CALLS[name];
    if (!apply) throw new Error(`"${this.source}" calls ${name}(), which the engine does not know`);
    this.expect("(");
    const argument = this.ternary();
    this.expect(")");
    return (scope) => apply(argument(scope));
  }

  private name(): string {
    const token = this.next();
    return token.kind === "name" ? token.text : this.refuse();
  }

  private peek(): Token {
    return this.tokens[this.position]!;
  }

  private next(): Token {
    const token = this.peek();
    if (token.kind === "end") this.refuse();
    this.position += 1;
    return token;
  }

  private take(symbol: string): boolean {
    const token = this.peek();
    if (token.kind !== "symbol" || token.text !== symbol) return false;
    this.position += 1;
    return true;
  }

  private expect(symbol: string): void {
    if (!this.take(symbol)) this.refuse();
  }

  private refuse(): never {
    throw new Error(`"${this.source}" is no expression the engine understands, at "${this.peek().text}"`);
  }
}

function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  let end = 0;
  for (let match = TOKEN.exec(source); match; match = TOKEN.exec(source)) {
    const [, number, string, name, symbol] = match;
    end = TOKEN.lastIndex;
    if (number !== undefined) tokens.push({ kind: "number", text: number });
    else if (string !== undefined) tokens.push({ kind: "string", text: string });
    else if (name !== undefined) tokens.push({ kind: "name", text: name });
    else tokens.push({ kind: "symbol", text: symbol! });
  }
  const rest = source.slice(end).trim();
  if (rest) throw new Error(`"${source}" is no expression the engine understands, at "${rest}"`);
  return [...tokens, { kind: "end", text: "the end" }];
}

function unquote(text: string): string {
  return text
    .slice(1, -1)
    .replace(/\\(.)/g, (_whole, letter: string) => (letter === "n" ? "\n" : letter === "t" ? "\t" : letter));
}

function constant(value: unknown): Expression {
  return () => value;
}

function member(target: unknown, key: unknown): unknown {
  if (target === null || typeof target !== "object") return undefined;
  if (typeof key !== "string" && typeof key !== "number") return undefined;
  return Object.hasOwn(target, key) ? (target as Record<string, unknown>)[key] : undefined;
}

function equal(left: unknown, right: unknown): boolean {
  if (left === undefined || right === undefined) return left === null || right === null;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => equal(item, right[index]));
  }
  return left === right;
}

function order(left: unknown, right: unknown, test: (sign: number) => boolean): boolean {
  if (typeof left === "number" && typeof right === "number") return test(left - right);
  if (typeof left === "string" && typeof right === "string")
    return test(left < right ? -1 : left > right ? 1 : 0);
  return false;
}

function add(left: unknown, right: unknown): unknown {
  if (typeof left === "number" && typeof right === "number") return left + right;
  return `${left ?? ""}${right ?? ""}`;
}

function contains(item: unknown, container: unknown): boolean {
  if (Array.isArray(container)) return container.some((candidate) => equal(candidate, item));
  if (container === null || typeof container !== "object") return false;
  return typeof item === "string" && Object.hasOwn(container, item);
}
