import { answering, json } from "@/lib/core/http/answer";
import { callerOfCookies } from "@/lib/governance/auth/session-caller";
import { elsewhere } from "@/lib/governance/sessions/elsewhere";
import "@/lib/registry";

/** `GET /api/organizations/elsewhere?path=` names where the record of a page stands, if the signed-in operator may work there. */
export const GET = (request: Request): Promise<Response> =>
  answering(request, async (facts) => {
    const caller = await callerOfCookies(request, facts);
    const path = new URL(request.url).searchParams.get("path") ?? "";
    return json({ data: await elsewhere(path.slice(0, 200), caller) });
  });
