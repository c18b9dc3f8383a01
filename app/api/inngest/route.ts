import { serve } from "inngest/next";
import type { NextRequest } from "next/server";
import { inngest } from "@/inngest/client";
import { functions } from "@/inngest/functions";
import { env } from "@/lib/core/env";

export const dynamic = "force-dynamic";

let serving: ReturnType<typeof serve> | undefined;

// At the first request, not when the build looks at this file: a build has no environment.
function handler(): ReturnType<typeof serve> {
  serving ??= serve({
    client: inngest,
    functions,
    serveOrigin: env().APP_URL,
    servePath: "/api/inngest",
    enableUnauthedSync: false,
  });
  return serving;
}

export const GET = (request: NextRequest) => handler().GET(request, undefined);
export const POST = (request: NextRequest) => handler().POST(request, undefined);
export const PUT = (request: NextRequest) => handler().PUT(request, undefined);
