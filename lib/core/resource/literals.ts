import { type Compilable, type OperationNode, PostgresQueryCompiler, type RootOperationNode } from "kysely";

const quoted = (text: string): string => {
  // The text of a statement ends at a zero byte, and what follows would be lost.
  if (text.includes("\0")) throw new Error("A literal cannot hold a zero byte.");
  const doubled = text.replaceAll("'", "''");
  // A backslash means itself only in a string that says how it is to be read.
  return doubled.includes("\\") ? ` E'${doubled.replaceAll("\\", "\\\\")}'` : `'${doubled}'`;
};

const element = (value: unknown): string =>
  value === null || value === undefined ? "NULL" : `"${textOf(value).replace(/[\\"]/g, "\\$&")}"`;

function textOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return `{${value.map(element).join(",")}}`;
  switch (typeof value) {
    case "string":
      return value;
    case "number":
    case "bigint":
    case "boolean":
      return String(value);
    default:
      throw new Error(`A ${typeof value} cannot be written as a literal.`);
  }
}

/**
 * A value as an SQL literal that means what the same value means as a bound parameter: text of a type Postgres finds out from
 * its surroundings.
 * @throws Error for what has no such form, so that nothing is ever guessed.
 */
export const literal = (value: unknown): string =>
  value === null || value === undefined ? "NULL" : quoted(textOf(value));

class LiteralCompiler extends PostgresQueryCompiler {
  protected override appendValue(value: unknown): void {
    this.append(literal(value));
  }
}

/** The query as one statement without parameters, for what takes none (COPY). */
export function withLiterals(query: Compilable & { toOperationNode(): OperationNode }): string {
  const { sql, parameters } = new LiteralCompiler().compileQuery(
    query.toOperationNode() as RootOperationNode,
    { queryId: "literals" },
  );
  if (parameters.length > 0) throw new Error("A parameter was left in a statement of literals.");
  return sql;
}
