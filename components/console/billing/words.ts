import type { Reader } from "../reader";

const inCatalogue = ({ t }: Reader, key: string, code: string): string => (t.has(key) ? t(key) : code);

/** What happened, in the reader's language; a kind no catalogue knows keeps its code. */
export const kindLabel = (reader: Reader, kind: string): string =>
  inCatalogue(reader, `billing.resources.ledger-transactions.values.kind.${kind}`, kind);

/** What an account is for, in the reader's language. */
export const accountLabel = (reader: Reader, kind: string): string =>
  inCatalogue(reader, `billing.resources.ledger-entries.values.account.${kind}`, kind);

/** What a part of a wallet is called on the wallet's own page. */
export const partLabel = (reader: Reader, kind: string): string =>
  inCatalogue(reader, `billing.statement.parts.${kind}`, kind);
