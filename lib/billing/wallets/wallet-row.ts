/** The fields of a wallet an audit entry and a conflict show. */
export const walletSelect = {
  number: true,
  state: true,
  currency: true,
  frozenReason: true,
  version: true,
} as const;
