import { endOwnSession } from "@/app/(auth)/end-own-session";
import { answering } from "@/lib/core/http/answer";
import { requireOwnOrigin } from "@/lib/governance/auth/origin";

/**
 * `POST /jobs/sign-out` ends the session and leads to the sign-in page. A form instead of a server action: it works from a page
 * that was kept before the last deployment.
 */
export const POST = (request: Request): Promise<Response> =>
  answering(request, async () => {
    requireOwnOrigin(request);
    await endOwnSession();
    return new Response(null, { status: 303, headers: { location: "/sign-in?done=signed_out" } });
  });
