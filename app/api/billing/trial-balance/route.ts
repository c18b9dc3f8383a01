import { exportTrialBalance } from "@/lib/billing/ledger/export-trial-balance";
import { trialBalanceCsv } from "@/lib/billing/ledger/trial-balance-csv";
import { perform } from "@/lib/core/command";
import { AppError } from "@/lib/core/errors";
import { answering } from "@/lib/core/http/answer";
import { parseInput } from "@/lib/core/input";
import { callerOfRequest } from "@/lib/governance/auth/request-caller";
import { downloadHeaders } from "@/lib/governance/files/response";
import "@/lib/registry";

/** `GET /api/billing/trial-balance?organizationId=…&currency=USD&at=2026-05-31T00:00:00Z` writes a trial balance as CSV. */
export const GET = (request: Request): Promise<Response> =>
  answering(request, async (facts) => {
    // It leaves a trace in somebody's name, so a link on another site must not be enough.
    if (request.headers.get("sec-fetch-site") === "cross-site")
      throw new AppError("forbidden", "governance.foreign_origin");
    const caller = await callerOfRequest(request, facts);
    const asked = parseInput(exportTrialBalance.input, Object.fromEntries(new URL(request.url).searchParams));
    const { name } = await perform(exportTrialBalance, asked, caller);
    const { at, ...wish } = asked;
    return new Response(await trialBalanceCsv({ ...wish, at: at ? new Date(at) : undefined }, caller), {
      headers: downloadHeaders(name, "text/csv"),
    });
  });
