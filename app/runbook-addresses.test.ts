import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import config from "@/next.config";
import { runbookAddresses } from "./runbook-addresses";

const isPage = (path: string): boolean => {
  const folder = path.startsWith("/") ? `(auth)${path}` : `[panel]/${path}`;
  return existsSync(fileURLToPath(new URL(`${folder}/page.tsx`, import.meta.url)));
};

it("leads to pages that are there, from addresses that are none themselves", () => {
  expect(Object.values(runbookAddresses).filter((page) => !isPage(page))).toEqual([]);
  expect(Object.keys(runbookAddresses).filter(isPage)).toEqual([]);
});

it("is what the server goes by, for the duties of whoever is on call (control-tower 8)", async () => {
  const redirects = await config.redirects?.();
  const leadsTo = (address: string) =>
    redirects?.find(({ source }) => source === `/:panel(ops|tenant)/${address}`)?.destination;
  expect(["order-lookup", "queue-monitor", "webhook-monitor", "admin-approvals"].map(leadsTo)).toEqual([
    "/:panel/commerce/order-lookup",
    "/:panel/sre/job-runs",
    "/:panel/sre/webhooks",
    "/:panel/governance/approvals",
  ]);
});
