import { z } from "zod";
import { command } from "@/lib/core/command";
import { notFound } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";

const day = z.iso.date();

/** Notes that somebody takes a wallet's statement with them; `statementCsv` writes it. */
export const exportStatement = command({
  name: "wallets.export-statement",
  permission: "billing.wallets.export",
  approvable: false,
  input: object({ walletId: id, from: day, to: day }).refine(({ from, to }) => from <= to, {
    error: "billing.validation.period",
    path: ["to"],
  }),
  scope: ofRow("wallet", (input) => input.walletId),
  async run({ input: { walletId, from, to }, tx, audit }) {
    const wallet = await tx.wallet.findUnique({ where: { id: walletId }, select: { number: true } });
    if (!wallet) throw notFound();
    audit.target({ type: "wallets", id: walletId, label: wallet.number });
    audit.change(null, { from, to });
    return { name: `${wallet.number} ${from} ${to}.csv` };
  },
});
