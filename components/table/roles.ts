/**
 * A phone lays a table's parts out as cards, and browsers then forget what they were. Writing the roles out keeps them;
 * they come as attributes to spread because a linter takes them for redundant.
 */
export const ROLE = {
  table: { role: "table" },
  group: { role: "rowgroup" },
  row: { role: "row" },
  header: { role: "columnheader" },
  cell: { role: "cell" },
} as const;
