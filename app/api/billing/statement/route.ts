import { exportStatement } from "@/lib/billing/wallets/export-statement";
import { statementCsv } from "@/lib/billing/wallets/statement-csv";
import { perform } from "@/lib/core/command";
import { AppError } from "@/lib/core/errors";
import { answering } from "@/lib/core/http/answer";
import { parseInput } from "@/lib/core/input";
import { callerOfRequest } from "@/lib/governance/auth/request-caller";
import { downloadHeaders } from "@/lib/governance/files/response";
import "@/lib/registry";

/** `GET /api/billing/statement?walletId=…&from=2026-05-01&to=2026-05-31` writes a wallet's statement as CSV. */
export const GET = (request: Request): Promise<Response> =>
  answering(request, async (facts) => {
    // It leaves a trace in somebody's name, so a link on another site must not be enough.
    if (request.headers.get("sec-fetch-site") === "cross-site")
      throw new AppError("forbidden", "governance.foreign_origin");
    const caller = await callerOfRequest(request, facts);
    const asked = parseInput(exportStatement.input, Object.fromEntries(new URL(request.url).searchParams));
    const { name } = await perform(exportStatement, asked, caller);
    return new Response(await statementCsv(asked.walletId, asked, caller), {
      headers: downloadHeaders(name, "text/csv"),
    });
  });
