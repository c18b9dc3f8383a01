import { answering, json } from "@/lib/core/http/answer";
import { currentPanel } from "@/lib/governance/auth/current-caller";
import { callerOfRequest } from "@/lib/governance/auth/request-caller";
import { nameRecords, searchEverything, searchResource } from "@/lib/governance/search/search";
import "@/lib/registry";

/**
 * `GET /api/search?q=` looks everywhere (`more` names lists with further hits), with `resource=` in one list, where anything else narrows it; `resource=` and `ids=a,b` gives records their names.
 */
export const GET = (request: Request): Promise<Response> =>
  answering(request, async (facts) => {
    const caller = await callerOfRequest(request, facts);
    const params = new URL(request.url).searchParams;
    const panel = currentPanel(caller);
    const [q, resource, ids] = [params.get("q") ?? "", params.get("resource"), params.get("ids")];
    if (resource === null) {
      const { hits, more } = await searchEverything(q, caller, panel);
      return json({ data: hits, more });
    }
    if (ids === null) {
      const among = [...params].filter(([key]) => key !== "q" && key !== "resource");
      return json({ data: await searchResource(resource, q, caller, panel, Object.fromEntries(among)) });
    }
    return json({ data: await nameRecords(resource, ids.split(",").filter(Boolean), caller, panel) });
  });
