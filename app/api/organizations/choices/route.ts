import { answering, json } from "@/lib/core/http/answer";
import { refusalOf, sessionOfRequest } from "@/lib/governance/auth/session-caller";
import { organizationChoices } from "@/lib/governance/sessions/choices";

/** `GET /api/organizations/choices?q=` names the organizations the signed-in operator may choose to work in. */
export const GET = (request: Request): Promise<Response> =>
  answering(request, async (facts) => {
    const reading = await sessionOfRequest(request, facts);
    if (reading.state !== "ready" && reading.state !== "no_organization") throw refusalOf(reading);
    const query = new URL(request.url).searchParams.get("q") ?? "";
    return json({ data: await organizationChoices(reading.caller.grants, query.slice(0, 100)) });
  });
